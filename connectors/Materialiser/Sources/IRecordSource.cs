using Confluent.Kafka;

namespace NbaPipeline.Materialiser;

/// <summary>Where records come from: committed ones only, in order per partition. Used by one thread.</summary>
public interface IRecordSource : IDisposable
{
    /// <summary>Partitions of those of the topics that exist.</summary>
    IReadOnlyDictionary<string, int> PartitionCounts(IReadOnlyCollection<string> topics);

    /// <summary>Starts to read further partitions from the offsets given.</summary>
    void Assign(IReadOnlyCollection<TopicPartitionOffset> partitions);

    /// <summary>
    /// The next record, or the end of a partition (<c>IsPartitionEOF</c>, its offset behind all markers); null when nothing came in time.
    /// </summary>
    /// <exception cref="MaterialiserException">The broker does not have the offset that was asked for, or refuses.</exception>
    ConsumeResult<byte[]?, byte[]?>? Consume(TimeSpan timeout);
}
