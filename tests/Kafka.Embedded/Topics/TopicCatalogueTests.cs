using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Tests.Control;
using NbaPipeline.Kafka.Embedded.Tests.Transactions;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Tests.Topics;

/// <summary>Administration of topics (spec section 6).</summary>
public sealed class TopicCatalogueTests : IAsyncLifetime
{
    private readonly MemoryFiles _files = new();
    private BrokerBench _bench = null!;

    private TopicCatalogue Topics => _bench.Broker.Topics;

    public async Task InitializeAsync() => _bench = await BrokerBench.OpenAsync(_files);

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData("a b", 1, 1, (short)ErrorCode.InvalidTopic)]
    [InlineData("..", 1, 1, (short)ErrorCode.InvalidTopic)]
    [InlineData("", 1, 1, (short)ErrorCode.InvalidTopic)]
    [InlineData("present", 0, 1, (short)ErrorCode.TopicAlreadyExists)]
    [InlineData("a", 0, 9, (short)ErrorCode.InvalidPartitions)]
    [InlineData("a", -2, 1, (short)ErrorCode.InvalidPartitions)]
    [InlineData("a", 20_000, 1, (short)ErrorCode.InvalidPartitions)]
    [InlineData("a", 1, 0, (short)ErrorCode.InvalidReplicationFactor)]
    [InlineData("a", 1, 4, (short)ErrorCode.InvalidReplicationFactor)]
    [InlineData("a", 1, -2, (short)ErrorCode.InvalidReplicationFactor)]
    [InlineData("a", 1, 3, (short)ErrorCode.None)]
    [InlineData("a", -1, -1, (short)ErrorCode.None)]
    public async Task Creation_is_checked_in_order(string name, int partitions, short factor, short error)
    {
        await _bench.TopicAsync("present");
        CreateTopicResult validated = await CreateAsync(name, partitions, factor, validateOnly: true);
        ((short)validated.Error).ShouldBe(error);
        validated.Topic.ShouldBeNull();
        Topics.All.Count.ShouldBe(1);
        CreateTopicResult created = await CreateAsync(name, partitions, factor);
        ((short)created.Error).ShouldBe(error, created.Message);
        created.Partitions.ShouldBe(
            error != 0 ? -1
            : partitions == -1 ? 4
            : partitions
        );
    }

    [Fact]
    public async Task Strict_replication_refuses_what_one_broker_cannot_do()
    {
        _bench.Options.StrictReplication = true;
        (await CreateAsync("a", 1, 2)).Error.ShouldBe(ErrorCode.InvalidReplicationFactor);
        (await CreateAsync("a", -1, -1, assignments: [new(0, [2])])).Error.ShouldBe(ErrorCode.InvalidReplicaAssignment);
        (await CreateAsync("a", 1, -1)).Error.ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task A_manual_assignment_gives_the_number_of_partitions()
    {
        (await CreateAsync("a", 2, -1, assignments: [new(0, [1])])).Error.ShouldBe(ErrorCode.InvalidRequest);
        (await CreateAsync("a", -1, 1, assignments: [new(0, [1])])).Error.ShouldBe(ErrorCode.InvalidRequest);
        (await CreateAsync("a", -1, -1, assignments: [new(0, [1]), new(2, [1])])).Error.ShouldBe(ErrorCode.InvalidReplicaAssignment);
        CreateTopicResult created = await CreateAsync("a", -1, -1, assignments: [new(1, [5, 6]), new(0, [6, 7])]);
        created.Partitions.ShouldBe(2);
        created.Topic!.ReplicationFactor.ShouldBe((short)2);
    }

    [Fact]
    public async Task A_wrong_config_refuses_the_topic_by_name()
    {
        CreateTopicResult result = await CreateAsync("a", 1, 1, configs: [new("retention.ms", "soon")]);
        result.Error.ShouldBe(ErrorCode.InvalidConfig);
        result.Message.ShouldNotBeNull().ShouldContain("retention.ms");
        (await CreateAsync("a", 1, 1, configs: [new("no.such", "1")])).Error.ShouldBe(ErrorCode.InvalidConfig);
        (await CreateAsync("a", 1, 1, configs: [new("retention.ms", null)])).Error.ShouldBe(ErrorCode.InvalidConfig);
    }

    [Fact]
    public async Task A_topic_is_there_after_a_restart_with_id_configs_and_records()
    {
        Topic topic = (await CreateAsync("a", 3, 2, configs: [new("retention.ms", "77")])).Topic!;
        (await Topics.AddPartitionsAsync("a", 5, null, validateOnly: false)).Error.ShouldBe(ErrorCode.None);
        _bench.Log("a", 4).Append(TestBatch.Make("x", -1, -1, -1, isTransactional: false), new(10, null, _bench.Broker.Transactions));
        await _bench.RestartAsync(clean: true);
        Topics.TryGet(topic.Id, out Topic? again).ShouldBeTrue();
        again!.Name.ShouldBe("a");
        again.ReplicationFactor.ShouldBe((short)2);
        again.Partitions.Count.ShouldBe(5);
        again.Partitions[0].Config.RetentionMs.ShouldBe(77);
        _bench.Read("a", 4).ShouldBe(["x"]);
    }

    [Theory]
    [InlineData("none", 5, (short)ErrorCode.UnknownTopicOrPartition)]
    [InlineData("a", 3, (short)ErrorCode.InvalidPartitions)]
    [InlineData("a", 2, (short)ErrorCode.InvalidPartitions)]
    [InlineData("a", 20_000, (short)ErrorCode.InvalidPartitions)]
    [InlineData("a", 4, (short)ErrorCode.None)]
    public async Task Partitions_can_only_be_added(string name, int count, short error)
    {
        await _bench.TopicAsync("a", 3);
        ((short)(await Topics.AddPartitionsAsync(name, count, null, validateOnly: true)).Error).ShouldBe(error);
        _bench.Log("a", 3).ShouldBeNull();
        ((short)(await Topics.AddPartitionsAsync(name, count, null, validateOnly: false)).Error).ShouldBe(error);
    }

    [Fact]
    public async Task An_assignment_of_added_partitions_must_name_each()
    {
        await _bench.TopicAsync("a", 1);
        (
            await Topics.AddPartitionsAsync(
                "a",
                3,
                [
                    [1],
                ],
                validateOnly: false
            )
        ).Error.ShouldBe(ErrorCode.InvalidReplicaAssignment);
        (
            await Topics.AddPartitionsAsync(
                "a",
                3,
                [
                    [1],
                    [2],
                ],
                validateOnly: false
            )
        ).Error.ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task A_deleted_topic_is_gone_with_its_offsets_and_comes_back_with_another_id()
    {
        Guid id = (await _bench.TopicAsync("a")).Id;
        Topic? told = null;
        Topics.Deleted += topic => told = topic;
        (await Topics.DeleteAsync("none")).ShouldBe(ErrorCode.UnknownTopicOrPartition);
        (await Topics.DeleteAsync(Guid.NewGuid())).ShouldBe(ErrorCode.UnknownTopicId);
        (await Topics.DeleteAsync(id)).ShouldBe(ErrorCode.None);
        told!.Id.ShouldBe(id);
        Topics.TryGet("a", out _).ShouldBeFalse();
        Topics.Find(id, 0).ShouldBeNull();
        (await _bench.TopicAsync("a")).Id.ShouldNotBe(id);
        await _bench.RestartAsync();
        Topics.All.Count.ShouldBe(1);
        _bench.Log("a").LogEnd.ShouldBe(0);
    }

    [Fact]
    public async Task Metadata_creates_a_topic_once_however_many_ask()
    {
        CreateTopicResult[] all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Topics.GetOrCreateAsync("a"))));
        all.Select(result => result.Topic!.Id).Distinct().Count().ShouldBe(1);
        all.ShouldAllBe(result => result.Error == ErrorCode.None && result.Partitions == 4);
        (await Topics.GetOrCreateAsync("a b")).Error.ShouldBe(ErrorCode.InvalidTopic);
    }

    [Fact]
    public async Task AlterConfigs_replaces_the_set_and_the_log_follows()
    {
        await CreateAsync("a", 1, 1, configs: [new("retention.ms", "77")]);
        (await SetAsync("a", new("segment.bytes", "2048"))).Error.ShouldBe(ErrorCode.None);
        _bench.Log("a").Config.RetentionMs.ShouldBe(-1);
        _bench.Log("a").Config.SegmentBytes.ShouldBe(2048);
        (await SetAsync("a", new("segment.bytes", "x"))).Error.ShouldBe(ErrorCode.InvalidConfig);
        (await SetAsync("none", new("segment.bytes", "2048"))).Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
        await _bench.RestartAsync();
        _bench.Log("a").Config.SegmentBytes.ShouldBe(2048);
    }

    [Fact]
    public async Task IncrementalAlterConfigs_sets_deletes_appends_and_subtracts_all_or_nothing()
    {
        await _bench.TopicAsync("a");
        (
            await ChangeAsync("a", new("retention.ms", ConfigOperation.Set, "5"), new("cleanup.policy", ConfigOperation.Append, "compact"))
        ).ShouldBe(ErrorCode.None);
        _bench
            .Log("a")
            .Config.ShouldBe(
                new LogConfig
                {
                    RetentionMs = 5,
                    Compact = true,
                    Delete = true,
                }
            );
        (
            await ChangeAsync(
                "a",
                new("cleanup.policy", ConfigOperation.Subtract, "delete"),
                new("retention.ms", ConfigOperation.Delete, null)
            )
        ).ShouldBe(ErrorCode.None);
        _bench
            .Log("a")
            .Config.ShouldBe(
                new LogConfig
                {
                    RetentionIsDefault = true,
                    Compact = true,
                    Delete = false,
                }
            );

        LogConfig before = _bench.Log("a").Config;
        (await ChangeAsync("a", new("segment.ms", ConfigOperation.Set, "5"), new("retention.ms", ConfigOperation.Append, "5"))).ShouldBe(
            ErrorCode.InvalidConfig
        );
        (await ChangeAsync("a", new("segment.ms", ConfigOperation.Set, "5"), new("segment.ms", ConfigOperation.Delete, null))).ShouldBe(
            ErrorCode.InvalidRequest
        );
        (await ChangeAsync("a", new ConfigChange("no.such", ConfigOperation.Set, "5"))).ShouldBe(ErrorCode.InvalidConfig);
        (await ChangeAsync("a", new ConfigChange("no.such", ConfigOperation.Delete, null))).ShouldBe(ErrorCode.None);
        (await ChangeAsync("a", new ConfigChange("segment.ms", ConfigOperation.Set, null))).ShouldBe(ErrorCode.InvalidConfig);
        (await ChangeAsync("a", new ConfigChange("segment.ms", (ConfigOperation)9, "5"))).ShouldBe(ErrorCode.InvalidConfig);
        _bench.Log("a").Config.ShouldBe(before);
    }

    [Fact]
    public async Task A_dynamic_broker_config_reaches_topics_without_their_own_and_survives_a_restart()
    {
        await _bench.TopicAsync("a");
        await CreateAsync("b", 1, 1, configs: [new("retention.ms", "7")]);
        (
            await Topics.ChangeConfigsAsync(
                ConfigResource.Broker,
                "1",
                [new("log.retention.ms", ConfigOperation.Set, "99")],
                validateOnly: false
            )
        ).Error.ShouldBe(ErrorCode.None);
        (
            await Topics.ChangeConfigsAsync(
                ConfigResource.Broker,
                "",
                [new("num.partitions", ConfigOperation.Set, "0")],
                validateOnly: false
            )
        ).Error.ShouldBe(ErrorCode.InvalidConfig);
        (await Topics.ChangeConfigsAsync(ConfigResource.Broker, "2", [], validateOnly: false)).Error.ShouldBe(ErrorCode.InvalidRequest);
        (await Topics.ChangeConfigsAsync((ConfigResource)8, "1", [], validateOnly: false)).Error.ShouldBe(ErrorCode.InvalidRequest);
        _bench.Log("a").Config.RetentionMs.ShouldBe(99);
        _bench.Log("b").Config.RetentionMs.ShouldBe(7);
        await _bench.RestartAsync();
        _bench.Log("a").Config.RetentionMs.ShouldBe(99);
    }

    [Fact]
    public async Task DescribeConfigs_answers_for_topics_and_this_broker_only()
    {
        await _bench.TopicAsync("a");
        Topics.DescribeConfigs(ConfigResource.Topic, "a", ["retention.ms"]).Configs.Single().Value.ShouldBe("-1");
        Topics.DescribeConfigs(ConfigResource.Topic, "a", null).Configs.Count.ShouldBe(27);
        Topics.DescribeConfigs(ConfigResource.Topic, "none", null).Error.ShouldBe(ErrorCode.UnknownTopicOrPartition);
        Topics.DescribeConfigs(ConfigResource.Topic, "a b", null).Error.ShouldBe(ErrorCode.InvalidTopic);
        Topics.DescribeConfigs(ConfigResource.Broker, "1", []).Configs.Count.ShouldBe(11);
        Topics.DescribeConfigs(ConfigResource.Broker, "2", null).Error.ShouldBe(ErrorCode.InvalidRequest);
        Topics.DescribeConfigs((ConfigResource)8, "1", null).Error.ShouldBe(ErrorCode.InvalidRequest);
    }

    /// <summary>Crash point 8 of spec section 21.4 for a kill.</summary>
    [Fact]
    public async Task A_kill_at_any_step_of_creating_growing_and_deleting_leaves_whole_topics()
    {
        var counting = new StoppingFiles(new MemoryFiles());
        await AdministerAsync(counting, []);
        for (int stopAt = 1; stopAt <= counting.Steps; stopAt++)
        {
            var disk = new MemoryFiles();
            var answered = new Dictionary<string, int>();
            string? open = await AdministerAsync(new StoppingFiles(disk) { StopAt = stopAt }, answered);
            await using BrokerBench bench = await BrokerBench.OpenAsync(disk);
            Dictionary<string, int> found = bench.Broker.Topics.All.ToDictionary(topic => topic.Name, topic => topic.Partitions.Count);
            foreach (string name in answered.Keys.Union(found.Keys).Where(name => name != open))
            {
                found.GetValueOrDefault(name).ShouldBe(answered.GetValueOrDefault(name), $"{name}, stopped at {stopAt}");
            }

            // What was not answered is whole or not there, and can be done again.
            await bench.Broker.Topics.GetOrCreateAsync("again");
            bench.Broker.Topics.All.ShouldAllBe(topic => topic.Partitions.All(partition => partition.LogEnd == 0));
        }
    }

    /// <returns>The topic of the step without an answer.</returns>
    private static async Task<string?> AdministerAsync(StoppingFiles files, Dictionary<string, int> answered)
    {
        string? open = null;
        try
        {
            await using BrokerBench bench = await BrokerBench.OpenAsync(files);
            TopicCatalogue topics = bench.Broker.Topics;
            async Task Step(string name, Func<Task<ErrorCode>> change, int partitions)
            {
                open = name;
                if (await change() == ErrorCode.None && !files.IsStopped)
                {
                    answered[name] = partitions;
                    open = null;
                }
                else
                {
                    throw new IOException("stopped");
                }
            }

            await Step("a", async () => (await topics.CreateAsync("a", 2, 1, [], [], false)).Error, 2);
            await Step("b", async () => (await topics.CreateAsync("b", 1, 1, [], [], false)).Error, 1);
            await Step("a", async () => (await topics.AddPartitionsAsync("a", 3, null, false)).Error, 3);
            await Step("b", () => topics.DeleteAsync("b"), 0);
            await Step("b", async () => (await topics.CreateAsync("b", 2, 1, [], [], false)).Error, 2);
        }
        catch (IOException) when (files.IsStopped)
        {
            // The kill.
        }

        return open;
    }

    private Task<CreateTopicResult> CreateAsync(
        string name,
        int partitions,
        short factor,
        bool validateOnly = false,
        IReadOnlyList<TopicAssignment>? assignments = null,
        IReadOnlyList<KeyValuePair<string, string?>>? configs = null
    ) => Topics.CreateAsync(name, partitions, factor, assignments ?? [], configs ?? [], validateOnly);

    private Task<AdminResult> SetAsync(string topic, KeyValuePair<string, string?> config) =>
        Topics.SetConfigsAsync(ConfigResource.Topic, topic, [config], validateOnly: false);

    private async Task<ErrorCode> ChangeAsync(string topic, params ConfigChange[] changes) =>
        (await Topics.ChangeConfigsAsync(ConfigResource.Topic, topic, changes, validateOnly: false)).Error;
}
