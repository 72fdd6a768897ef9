using System.Collections.Frozen;
using NbaPipeline.Kafka.Embedded.Control;

namespace NbaPipeline.Kafka.Embedded.Transactions;

/// <summary>The state of a transactional id as produce requests read it under a partition's lock, without any other (spec section 11.4). Immutable.</summary>
internal sealed class PublishedTransaction(TransactionSnapshot snapshot)
{
    private readonly FrozenSet<TopicPartition> _partitions = snapshot.Partitions.Select(partition => partition.Key).ToFrozenSet();

    public TransactionSnapshot Snapshot { get; } = snapshot;

    public bool Contains(TopicPartition partition) => _partitions.Contains(partition);
}
