namespace NbaPipeline.Dataflow.Tasks;

/// <summary>Something of a task that is due at event times: a timer store or a stream-time punctuation.</summary>
internal interface IDueTimers
{
    /// <summary>Time of the next timer, <see cref="long.MaxValue"/> when there is none.</summary>
    long NextDueMs { get; }

    /// <summary>Whose it is, for error messages: the operator, or the store of timers.</summary>
    string Owner { get; }

    /// <summary>Fires the next timer.</summary>
    void FireNext();
}
