using NbaPipeline.Kafka.Embedded.Control;

namespace NbaPipeline.Kafka.Embedded.Transactions;

/// <summary>One transactional id in memory. Changes happen under <see cref="Lock"/>; <see cref="Published"/> is read without it.</summary>
internal sealed class Transaction(string id) : IDisposable
{
    private volatile PublishedTransaction? _published;

    public string Id { get; } = id;

    /// <summary>Taken before the locks of groups and partitions, never after.</summary>
    public SemaphoreSlim Lock { get; } = new(1, 1);

    /// <summary>The state that everybody sees; null before the first record is written.</summary>
    public PublishedTransaction? Published => _published;

    public TransactionSnapshot? Snapshot => _published?.Snapshot;

    /// <summary>Removed from the coordinator: whoever waited for the lock must look the id up again.</summary>
    public bool IsDead { get; set; }

    /// <summary>The control log failed while it decided the outcome, so nobody knows it before the broker is restarted.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>Monotonic time of the last change.</summary>
    public long LastUsedTimestamp { get; set; }

    /// <summary>Monotonic time at which the open transaction is aborted.</summary>
    public long DeadlineTimestamp { get; set; }

    /// <summary>Partitions that have the marker of the outcome being completed.</summary>
    public HashSet<TopicPartition> Marked { get; } = [];

    public void Publish(TransactionSnapshot snapshot) => _published = new PublishedTransaction(snapshot);

    public void Dispose() => Lock.Dispose();
}
