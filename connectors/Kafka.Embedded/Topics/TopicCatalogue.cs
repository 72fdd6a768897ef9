using System.Diagnostics.CodeAnalysis;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>
/// All topics by name and by id, and the administration of them (spec sections 6 and 15). Look-ups take no lock. A change is in the control
/// log before anybody sees it.
/// </summary>
internal sealed class TopicCatalogue
{
    public IReadOnlyCollection<Topic> All => throw new NotImplementedException();

    public BrokerConfig BrokerConfig => throw new NotImplementedException();

    /// <summary>Raised when a topic is gone from the control log and from look-ups, before its files are; must not block.</summary>
    public event Action<Topic>? Deleted
    {
        add => throw new NotImplementedException();
        remove => throw new NotImplementedException();
    }

    public bool TryGet(string name, [NotNullWhen(true)] out Topic? topic) => throw new NotImplementedException();

    public bool TryGet(Guid id, [NotNullWhen(true)] out Topic? topic) => throw new NotImplementedException();

    public PartitionLog? Find(string topic, int partition) => throw new NotImplementedException();

    public PartitionLog? Find(Guid topicId, int partition) => throw new NotImplementedException();

    /// <summary>1 to 249 characters of <c>[a-zA-Z0-9._-]</c>, not <c>.</c> or <c>..</c>.</summary>
    public static bool IsValidName(string name) => throw new NotImplementedException();

    /// <summary>For Metadata: the topic, created with the defaults if it does not exist. 17 for a bad name.</summary>
    public Task<CreateTopicResult> GetOrCreateAsync(string name) => throw new NotImplementedException();

    /// <summary>CreateTopics for one topic; the caller answers 42 for names repeated in a request. −1 partitions or factor mean the default.</summary>
    public Task<CreateTopicResult> CreateAsync(
        string name,
        int partitions,
        short replicationFactor,
        IReadOnlyList<TopicAssignment> assignments,
        IReadOnlyList<KeyValuePair<string, string?>> configs,
        bool validateOnly
    ) => throw new NotImplementedException();

    public Task<ErrorCode> DeleteAsync(string name) => throw new NotImplementedException();

    public Task<ErrorCode> DeleteAsync(Guid id) => throw new NotImplementedException();

    /// <summary>CreatePartitions for one topic: <paramref name="count"/> is the new total.</summary>
    public Task<AdminResult> AddPartitionsAsync(
        string name,
        int count,
        IReadOnlyList<IReadOnlyList<int>>? assignments,
        bool validateOnly
    ) => throw new NotImplementedException();

    /// <summary>AlterConfigs for one resource: replaces its whole set.</summary>
    public Task<AdminResult> SetConfigsAsync(
        ConfigResource resource,
        string name,
        IReadOnlyList<KeyValuePair<string, string?>> configs,
        bool validateOnly
    ) => throw new NotImplementedException();

    /// <summary>IncrementalAlterConfigs for one resource: all changes or none.</summary>
    public Task<AdminResult> ChangeConfigsAsync(
        ConfigResource resource,
        string name,
        IReadOnlyList<ConfigChange> changes,
        bool validateOnly
    ) => throw new NotImplementedException();

    /// <summary>DescribeConfigs for one resource; null or empty <paramref name="names"/> means all.</summary>
    public DescribeConfigsResult DescribeConfigs(ConfigResource resource, string name, IReadOnlyCollection<string>? names) =>
        throw new NotImplementedException();
}
