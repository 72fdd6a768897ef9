using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>A topic with its open partition logs.</summary>
internal sealed class Topic(Guid id, string name, short replicationFactor, IReadOnlyList<PartitionLog> partitions, TopicConfig config)
{
    private volatile IReadOnlyList<PartitionLog> _partitions = partitions;
    private volatile TopicConfig _config = config;

    public string Name { get; } = name;

    public Guid Id { get; } = id;

    /// <summary>As asked for at creation; data is kept once and reported so (spec section 1.3).</summary>
    public short ReplicationFactor { get; } = replicationFactor;

    /// <summary>By partition number. The list is replaced, never changed.</summary>
    public IReadOnlyList<PartitionLog> Partitions
    {
        get => _partitions;
        internal set => _partitions = value;
    }

    public TopicConfig Config
    {
        get => _config;
        internal set => _config = value;
    }

    /// <summary>Null for a partition number that does not exist.</summary>
    public PartitionLog? Find(int partition)
    {
        IReadOnlyList<PartitionLog> partitions = _partitions;
        return partition >= 0 && partition < partitions.Count ? partitions[partition] : null;
    }
}
