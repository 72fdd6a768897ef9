namespace NbaPipeline.Dataflow.Tasks;

/// <summary>Something of a task that is due at event times: a timer store or a stream-time punctuation.</summary>
internal interface IDueTimers
{
    /// <summary>Time of the next timer, <see cref="long.MaxValue"/> when there is none.</summary>
    long NextDueMs { get; }

    /// <summary>Fires the next timer.</summary>
    void FireNext();
}
