using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Topics;

internal sealed partial class TopicCatalogue
{
    /// <summary>Of all topics together (spec section 19): each costs an open file.</summary>
    internal const int MaxPartitions = 10_000;

    /// <summary>For Metadata: the topic, created with the defaults if it does not exist. 17 for a bad name.</summary>
    public async Task<CreateTopicResult> GetOrCreateAsync(string name)
    {
        if (!_byName.TryGetValue(name, out Topic? topic))
        {
            CreateTopicResult created = await CreateAsync(name, -1, -1, [], [], validateOnly: false);
            if (created.Error != ErrorCode.TopicAlreadyExists || !_byName.TryGetValue(name, out topic))
            {
                return created;
            }
        }

        return new(ErrorCode.None, null, topic, topic.Partitions.Count, topic.Config);
    }

    /// <summary>CreateTopics for one topic; the caller answers 42 for names repeated in a request. −1 partitions or factor mean the default.</summary>
    public Task<CreateTopicResult> CreateAsync(
        string name,
        int partitions,
        short replicationFactor,
        IReadOnlyList<TopicAssignment> assignments,
        IReadOnlyList<KeyValuePair<string, string?>> configs,
        bool validateOnly
    ) =>
        ChangeAsync(
            $"Creating topic '{name}'",
            async () =>
            {
                CreateTopicResult plan = Plan(name, partitions, replicationFactor, assignments, configs);
                if (plan.Error != ErrorCode.None || validateOnly)
                {
                    return plan;
                }

                short factor = replicationFactor == -1 ? (short)1 : replicationFactor;
                factor = assignments.Count > 0 ? (short)assignments[0].BrokerIds.Count : factor;
                return plan with { Topic = await CreateAsync(name, plan.Partitions, factor, plan.Config!) };
            },
            reason => CreateTopicResult.Failed(ErrorCode.KafkaStorageError, reason)
        );

    private CreateTopicResult Plan(
        string name,
        int partitions,
        short factor,
        IReadOnlyList<TopicAssignment> assignments,
        IReadOnlyList<KeyValuePair<string, string?>> configs
    )
    {
        if (!IsValidName(name))
        {
            return CreateTopicResult.Failed(
                ErrorCode.InvalidTopic,
                "A topic name has 1 to 249 characters of [a-zA-Z0-9._-] and is not '.' or '..'."
            );
        }

        if (_byName.ContainsKey(name))
        {
            return CreateTopicResult.Failed(ErrorCode.TopicAlreadyExists, $"Topic '{name}' already exists.");
        }

        AdminResult shape = assignments.Count > 0 ? CheckAssignments(partitions, factor, assignments) : CheckCounts(partitions, factor);
        if (shape.Error != ErrorCode.None)
        {
            return CreateTopicResult.Failed(shape.Error, shape.Message!);
        }

        var set = new Dictionary<string, string>(StringComparer.Ordinal);
        if ((Collect(configs, set) ?? TopicConfigs.Check(set)) is { } wrong)
        {
            return CreateTopicResult.Failed(ErrorCode.InvalidConfig, wrong);
        }

        int count =
            assignments.Count > 0 ? assignments.Count
            : partitions == -1 ? BrokerConfig.DefaultPartitions
            : partitions;
        return HasRoomFor(count)
            ? new(ErrorCode.None, null, null, count, new TopicConfig(set, BrokerConfig.TopicDefaults))
            : CreateTopicResult.Failed(ErrorCode.InvalidPartitions, NoRoom(count));
    }

    private AdminResult CheckCounts(int partitions, short factor) =>
        partitions <= 0 && partitions != -1
            ? new(ErrorCode.InvalidPartitions, $"Number of partitions must be larger than 0, or -1 to use the default; it is {partitions}.")
        : factor != -1 && (factor < 1 || factor > BrokerConfig.MaxReplicationFactor)
            ? new(
                ErrorCode.InvalidReplicationFactor,
                $"Replication factor {factor} is outside 1 to {BrokerConfig.MaxReplicationFactor}, which this broker accepts."
            )
        : AdminResult.Done;

    private AdminResult CheckAssignments(int partitions, short factor, IReadOnlyList<TopicAssignment> assignments)
    {
        if (partitions != -1 || factor != -1)
        {
            return new(ErrorCode.InvalidRequest, "With a replica assignment, partitions and replication factor must both be -1.");
        }

        bool consecutive = assignments.Select(one => one.PartitionIndex).Order().SequenceEqual(Enumerable.Range(0, assignments.Count));
        return consecutive
            ? CheckBrokers([.. assignments.Select(one => one.BrokerIds)])
            : new(ErrorCode.InvalidReplicaAssignment, "The partitions of a replica assignment must be numbered from 0 without gaps.");
    }

    private AdminResult CheckBrokers(IReadOnlyList<IReadOnlyList<int>> brokers)
    {
        if (brokers.Any(ids => ids.Count == 0 || ids.Count != brokers[0].Count || ids.Distinct().Count() != ids.Count))
        {
            return new(ErrorCode.InvalidReplicaAssignment, "All partitions need the same number of replicas, on different brokers.");
        }

        return BrokerConfig.StrictReplication && brokers.Any(ids => ids.Any(id => id != BrokerConfig.NodeId))
            ? new(ErrorCode.InvalidReplicaAssignment, $"The only broker is {BrokerConfig.NodeId}.")
            : AdminResult.Done;
    }

    private bool HasRoomFor(int more) => _byId.Values.Sum(topic => (long)topic.Partitions.Count) + more <= MaxPartitions;

    private static string NoRoom(int more) => $"{more} more partitions would be beyond the {MaxPartitions} that this broker keeps open.";

    /// <summary>The record is flushed before any file exists; when the files cannot be made it is taken back.</summary>
    private async Task<Topic> CreateAsync(string name, int partitions, short factor, TopicConfig config)
    {
        var id = Guid.NewGuid();
        await log.AppendAsync(new TopicCreated(id, name, partitions, factor, config.Overrides));
        try
        {
            LogConfig logConfig = config.ToLogConfig();
            PartitionLog[] partitionLogs =
            [
                .. Enumerable.Range(0, partitions).Select(partition => logs.Create(new(id, name, partition), logConfig)),
            ];
            logs.WriteTopicName(id, name);
            var topic = new Topic(id, name, factor, partitionLogs, config);
            Add(topic);
            return topic;
        }
        catch (IOException)
        {
            await log.AppendAsync(new TopicDeleted(id));
            logs.DeleteTopic(id);
            throw;
        }
    }

    /// <summary>CreatePartitions for one topic: <paramref name="count"/> is the new total.</summary>
    public Task<AdminResult> AddPartitionsAsync(
        string name,
        int count,
        IReadOnlyList<IReadOnlyList<int>>? assignments,
        bool validateOnly
    ) =>
        ChangeAsync(
            $"Adding partitions to topic '{name}'",
            () => AddPartitionsLockedAsync(name, count, assignments, validateOnly),
            reason => new(ErrorCode.KafkaStorageError, reason)
        );

    private async Task<AdminResult> AddPartitionsLockedAsync(
        string name,
        int count,
        IReadOnlyList<IReadOnlyList<int>>? assignments,
        bool validateOnly
    )
    {
        if (!_byName.TryGetValue(name, out Topic? topic))
        {
            return Unknown(name);
        }

        int present = topic.Partitions.Count;
        if (count <= present)
        {
            return new(ErrorCode.InvalidPartitions, $"Topic '{name}' has {present} partitions; {count} is not more.");
        }

        if (!HasRoomFor(count - present))
        {
            return new(ErrorCode.InvalidPartitions, NoRoom(count - present));
        }

        if (assignments is not null)
        {
            AdminResult shape =
                assignments.Count == count - present
                    ? CheckBrokers(assignments)
                    : new(ErrorCode.InvalidReplicaAssignment, $"{count - present} partitions are added, {assignments.Count} are assigned.");
            if (shape.Error != ErrorCode.None)
            {
                return shape;
            }
        }

        if (!validateOnly)
        {
            await log.AppendAsync(new PartitionsAdded(topic.Id, count));
            LogConfig config = topic.Config.ToLogConfig();
            topic.Partitions =
            [
                .. topic.Partitions,
                .. Enumerable
                    .Range(present, count - present)
                    .Select(partition => logs.Create(new(topic.Id, topic.Name, partition), config)),
            ];
        }

        return AdminResult.Done;
    }

    private static AdminResult Unknown(string name) => new(ErrorCode.UnknownTopicOrPartition, $"Topic '{name}' does not exist.");
}
