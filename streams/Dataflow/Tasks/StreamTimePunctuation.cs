namespace NbaPipeline.Dataflow.Tasks;

/// <summary>Fires at every multiple of the interval after the first record; its next time is kept in the task's progress record.</summary>
internal sealed class StreamTimePunctuation(TaskContext context, string owner, long intervalMs, Action<long> punctuate) : IDueTimers
{
    /// <summary>Unset (<see cref="long.MaxValue"/>) before the first record.</summary>
    public long NextDueMs { get; set; } = long.MaxValue;

    public string Owner => owner;

    /// <summary>Aligns the schedule when the task sees its first time.</summary>
    public void Start(long timeMs)
    {
        if (NextDueMs == long.MaxValue)
        {
            NextDueMs = (timeMs / intervalMs * intervalMs) + intervalMs;
            context.TimerVersion++;
        }
    }

    public void FireNext()
    {
        var due = NextDueMs;
        NextDueMs += intervalMs;
        context.EffectCount++;
        punctuate(due);
    }
}
