namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>A moment after which something happens, unless it is moved or cleared before. Lives in one <see cref="DeadlineQueue"/>.</summary>
/// <param name="passed">
/// Runs outside the queue's lock, on the timer. By then the deadline may have been set again or its reason be gone: it must look (see <see cref="IsSet"/>).
/// </param>
internal sealed class Deadline(Action passed)
{
    internal const long Never = long.MaxValue;

    /// <summary>The owner's wish; <see cref="Never"/> when cleared.</summary>
    internal long DueMs { get; set; } = Never;

    /// <summary>Where the queue holds it; a wish later than this costs nothing until this moment, so that heartbeats do not touch the heap.</summary>
    internal long QueuedMs { get; set; } = Never;

    internal Action Passed { get; } = passed;

    /// <summary>Whether it still lies ahead. Exact only for who holds the lock under which the deadline is set and cleared.</summary>
    public bool IsSet => DueMs != Never;
}
