using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Conformance.Tests.Differential;

internal sealed partial class StepSource
{
    private static readonly string[] HonouredKeys =
    [
        "cleanup.policy",
        "max.message.bytes",
        "message.timestamp.type",
        "delete.retention.ms",
        "index.interval.bytes",
        "min.compaction.lag.ms",
    ];

    private Step CreateTopic()
    {
        var topic = Topic(_random.Next(Topics));
        return _random.Next(12) switch
        {
            0 => Create($"{prefix}/bad", 1, []),
            1 => Create(topic, 0, []),
            2 => Create(topic, 1, [], factor: 5),
            3 => Create(topic, 1, [("no.such.config", "1")]),
            4 => Create(topic, 1, [("retention.ms", "soon")]),
            5 => Create(topic, 1, [("cleanup.policy", "compact,sometimes")]),
            6 => Create(topic, 2, [], validateOnly: true),
            7 => Create(topic, -1, []),
            8 => Create(topic, 1, [("max.message.bytes", "300")]),
            9 => Create(topic, 2, [("message.timestamp.type", "LogAppendTime")]),
            _ => Create(topic, _random.Next(1, PartitionsMax + 1), []),
        };
    }

    private Step Create(string topic, int partitions, (string Name, string Value)[] configs, short factor = 1, bool validateOnly = false)
    {
        var version = Version(4, 7);
        return new(
            FormattableString.Invariant(
                $"create {topic} with {partitions} partitions, factor {factor} {string.Join(' ', configs)}{(validateOnly ? " (validate)" : "")}, v{version}"
            ),
            async peer =>
            {
                var request = new CreateTopicsRequest { ValidateOnly = validateOnly };
                request.Topics.Add(
                    new()
                    {
                        Name = topic,
                        NumPartitions = partitions,
                        ReplicationFactor = factor,
                    }
                );
                request
                    .Topics[0]
                    .Configs.AddRange(
                        configs.Select(config => new CreateTopicsRequest.TopicsItem.ConfigsItem
                        {
                            Name = config.Name,
                            Value = config.Value,
                        })
                    );
                var answer = await peer.AskAsync<CreateTopicsResponse>(version, request);
                if (answer.Topics[0].ErrorCode == 0 && !validateOnly)
                {
                    await peer.UntilAsync($"{topic} to have leaders", () => IsServedAsync(peer, topic, partitions));
                }
                // Apache Kafka draws an id even for a topic that it is only to check.
                return validateOnly
                    ? MessageText.Of(answer, peer.Names, "Configs", "TopicId")
                    : MessageText.Of(answer, peer.Names, "Configs");
            }
        );
    }

    private static async Task<bool> IsServedAsync(Peer peer, string topic, int partitions)
    {
        var metadata = await peer.AskAsync<MetadataResponse>(
            9,
            new MetadataRequest { Topics = [new() { Name = topic }], AllowAutoTopicCreation = false }
        );
        var described = metadata.Topics[0];
        if (described.ErrorCode != 0 || described.Partitions.Count < partitions || described.Partitions.Exists(each => each.LeaderId < 0))
        {
            return false;
        }
        var request = new ListOffsetsRequest { ReplicaId = -1 };
        request.Topics.Add(new() { Name = topic });
        request
            .Topics[0]
            .Partitions.AddRange(
                described.Partitions.Select(each => new ListOffsetsRequest.TopicsItem.PartitionsItem
                {
                    PartitionIndex = each.PartitionIndex,
                    Timestamp = -1,
                })
            );
        var offsets = await peer.AskAsync<ListOffsetsResponse>(7, request);
        return offsets.Topics[0].Partitions.TrueForAll(each => each.ErrorCode == 0);
    }

    private Step DeleteTopic()
    {
        var topic = AnyTopic();
        var version = Version(1, 6);
        return new(
            FormattableString.Invariant($"end all transactions, delete {topic}, v{version}"),
            async peer =>
            {
                await EndAllAsync(peer);
                var request = new DeleteTopicsRequest { TimeoutMs = 10_000 };
                request.TopicNames.Add(topic);
                request.Topics.Add(new() { Name = topic });
                var answer = await peer.AskAsync<DeleteTopicsResponse>(version, request);
                await peer.UntilAsync(
                    $"{topic} to be gone",
                    async () => await peer.TopicIdAsync(topic) == Guid.Empty && !await HasOffsetsAsync(peer, topic)
                );
                return MessageText.Of(answer, peer.Names);
            }
        );
    }

    private async Task<bool> HasOffsetsAsync(Peer peer, string topic)
    {
        var request = new OffsetFetchRequest();
        request.Groups.AddRange(Groups.Select(group => new OffsetFetchRequest.GroupsItem { GroupId = group, Topics = null }));
        var answer = await peer.AskAsync<OffsetFetchResponse>(8, request);
        return answer.Groups.Exists(group => group.Topics.Exists(each => each.Name == topic));
    }

    private Step CreatePartitions()
    {
        var topic = AnyTopic();
        var count = _random.Next(0, PartitionsMax + 1);
        var version = Version(0, 3);
        return new(
            FormattableString.Invariant($"widen {topic} to {count} partitions, v{version}"),
            async peer =>
            {
                var request = new CreatePartitionsRequest { TimeoutMs = 10_000 };
                request.Topics.Add(new() { Name = topic, Count = count });
                var answer = await peer.AskAsync<CreatePartitionsResponse>(version, request);
                if (answer.Results[0].ErrorCode == 0)
                {
                    await peer.UntilAsync($"{topic} to be wider", () => IsServedAsync(peer, topic, count));
                }
                return MessageText.Of(answer, peer.Names);
            }
        );
    }

    private Step Metadata()
    {
        var topic = AnyTopic();
        var version = Version(4, 12);
        var byId = version == 12 && Chance(50);
        return new(
            FormattableString.Invariant($"metadata of {topic}{(byId ? " by id" : "")}, v{version}"),
            async peer =>
            {
                var request = new MetadataRequest { AllowAutoTopicCreation = false, IncludeTopicAuthorizedOperations = true };
                request.Topics = [byId ? new() { Name = null!, TopicId = await IdOrUnknownAsync(peer, topic) } : new() { Name = topic }];
                var answer = await peer.AskAsync<MetadataResponse>(version, request);
                // What one may do with a topic that there is not is of no interest.
                return answer.Topics[0].ErrorCode == 0
                    ? MessageText.Of(answer, peer.Names, "Brokers", "ControllerId")
                    : MessageText.Of(answer, peer.Names, "Brokers", "ControllerId", "TopicAuthorizedOperations");
            }
        );
    }

    private static async Task<Guid> IdOrUnknownAsync(Peer peer, string topic)
    {
        var id = await peer.TopicIdAsync(topic);
        return id == Guid.Empty ? new Guid("11111111-2222-3333-4444-555555555555") : id;
    }

    private Step Configs() =>
        _random.Next(3) switch
        {
            0 => DescribeConfigs(AnyTopic()),
            1 => AlterIncrementally(AnyTopic()),
            _ => AlterConfigs(AnyTopic()),
        };

    private Step DescribeConfigs(string topic)
    {
        var version = Version(1, 4);
        return new(FormattableString.Invariant($"describe configs of {topic}, v{version}"), peer => DescribedAsync(peer, topic, version));
    }

    private static Task<string> DescribedAsync(Peer peer, string topic, short version)
    {
        var request = new DescribeConfigsRequest();
        request.Resources.Add(
            new()
            {
                ResourceType = 2,
                ResourceName = topic,
                ConfigurationKeys = [.. HonouredKeys],
            }
        );
        return peer.TextAsync(version, request);
    }

    private (string Name, string? Value) AnyConfig() =>
        _random.Next(7) switch
        {
            0 => ("max.message.bytes", Of("1000000", "400")),
            1 => ("message.timestamp.type", Of("CreateTime", "LogAppendTime")),
            2 => ("delete.retention.ms", "1000"),
            3 => ("index.interval.bytes", Of("100", "-5", "many")),
            4 => ("no.such.config", "1"),
            5 => ("cleanup.policy", Of("delete", "sometimes")),
            _ => ("min.compaction.lag.ms", "10"),
        };

    private Step AlterIncrementally(string topic)
    {
        var (name, value) = AnyConfig();
        var operation = (sbyte)(Chance(70) ? 0 : _random.Next(1, 4));
        var version = Version(0, 1);
        return new(
            FormattableString.Invariant($"config of {topic}: operation {operation} {name}={value}, v{version}"),
            async peer =>
            {
                var request = new IncrementalAlterConfigsRequest();
                request.Resources.Add(new() { ResourceType = 2, ResourceName = topic });
                request
                    .Resources[0]
                    .Configs.Add(
                        new()
                        {
                            Name = name,
                            ConfigOperation = operation,
                            Value = operation == 1 ? null : value,
                        }
                    );
                return await ChangedAsync(peer, topic, version, request);
            }
        );
    }

    private Step AlterConfigs(string topic)
    {
        var configs = Enumerable.Range(0, _random.Next(3)).Select(_ => AnyConfig()).DistinctBy(config => config.Name).ToList();
        var version = Version(0, 2);
        return new(
            FormattableString.Invariant($"configs of {topic} become {string.Join(' ', configs)}, v{version}"),
            async peer =>
            {
                var request = new AlterConfigsRequest();
                request.Resources.Add(new() { ResourceType = 2, ResourceName = topic });
                request
                    .Resources[0]
                    .Configs.AddRange(
                        configs.Select(config => new AlterConfigsRequest.ResourcesItem.ConfigsItem
                        {
                            Name = config.Name,
                            Value = config.Value,
                        })
                    );
                return await ChangedAsync(peer, topic, version, request);
            }
        );
    }

    /// <summary>Sends the change, and looks until two looks in a row agree: a change reaches Apache Kafka's logs a little after its answer.</summary>
    private static async Task<string> ChangedAsync(Peer peer, string topic, short version, IMessage request)
    {
        var answer = await peer.TextAsync(version, request);
        if (await peer.TopicIdAsync(topic) == Guid.Empty)
        {
            // Of a config that is wrong and a topic that there is not, each broker names the first it finds.
            return answer.Replace(nameof(ErrorCode.InvalidConfig), nameof(ErrorCode.UnknownTopicOrPartition), StringComparison.Ordinal);
        }
        var equal = 0;
        string seen = "";
        await peer.UntilAsync(
            "configs to settle",
            async () =>
            {
                var now = await DescribedAsync(peer, topic, 4);
                equal = now == seen ? equal + 1 : 0;
                seen = now;
                return equal >= 8;
            }
        );
        return $"{answer}\n  then {seen}";
    }
}
