namespace NbaPipeline.Dataflow;

/// <summary>
/// Durable event-time timers. A timer at T fires after all records with a time up to T and before the first later one, in the
/// order (time, key bytes), exactly once; it is part of the task's state and commits with it.
/// </summary>
public interface ITimerStore<TKey>
{
    string Name { get; }

    /// <summary>Called for each due timer with its key and time; set it in <see cref="Processor{TKeyIn,TValueIn,TKeyOut,TValueOut}.Init"/>.</summary>
    Action<TKey, long>? OnDue { get; set; }

    /// <summary>Adds a timer; one that exists already stays as it is. A time in the past fires after the current record.</summary>
    void Set(TKey key, long timeMs);

    /// <summary>Removes a timer; false when there was none.</summary>
    bool Cancel(TKey key, long timeMs);
}
