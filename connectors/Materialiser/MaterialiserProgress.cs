using Confluent.Kafka;

namespace NbaPipeline.Materialiser;

/// <summary>What is committed, as of one moment.</summary>
/// <param name="Partitions">By topic-partition; those without a committed batch are absent.</param>
public sealed record MaterialiserProgress(IReadOnlyDictionary<TopicPartition, PartitionProgress> Partitions)
{
    /// <summary>Records in all.</summary>
    public long Records => Partitions.Values.Sum(p => p.Records);

    /// <summary>Records that could not be decoded, in all.</summary>
    public long DeadLetters => Partitions.Values.Sum(p => p.DeadLetters);

    /// <summary>True when every target is committed: its offset is the first that need not be.</summary>
    public bool Covers(IEnumerable<TopicPartitionOffset> targets) =>
        targets.All(target =>
            target.Offset.Value <= 0
            || (Partitions.TryGetValue(target.TopicPartition, out var progress) && progress.NextOffset >= target.Offset.Value)
        );
}
