namespace NbaPipeline.Cli;

/// <summary>Reads a Kafka: topics, offsets, records. Read committed throughout.</summary>
internal interface IKafkaView : IDisposable
{
    /// <summary>Partition count by topic name, internal topics of the brokers left out.</summary>
    IReadOnlyDictionary<string, int> Topics();

    /// <summary>Settings of a topic, e.g. cleanup.policy.</summary>
    IReadOnlyDictionary<string, string> Settings(string topic);

    PartitionEnds Ends(string topic, int partition);

    /// <summary>First offset whose record time is at or after an instant; the end when there is none.</summary>
    long OffsetAt(string topic, int partition, DateTimeOffset time);

    /// <summary>Committed offset of a group by (topic, partition); partitions without one are absent.</summary>
    IReadOnlyDictionary<(string Topic, int Partition), long> Committed(
        string group,
        IReadOnlyList<(string Topic, int Partition)> partitions
    );

    /// <summary>
    /// Records of the ranges as they arrive, in order within a partition. Ends where every range or its partition ends; with
    /// <paramref name="follow"/> a partition's end is waited at instead, and a null is handed out whenever nothing more is at hand.
    /// </summary>
    IEnumerable<TopicRecord?> Read(IReadOnlyList<PartitionRange> ranges, bool follow, CancellationToken cancel);
}
