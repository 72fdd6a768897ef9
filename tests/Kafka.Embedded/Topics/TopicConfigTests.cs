using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Tests.Topics;

public sealed class TopicConfigTests
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void Without_overrides_the_log_works_with_its_defaults() =>
        new TopicConfig(None, None).ToLogConfig().ShouldBe(new LogConfig { RetentionIsDefault = true });

    [Fact]
    public void Every_config_that_the_log_honours_reaches_it() =>
        new TopicConfig(
            new Dictionary<string, string>
            {
                ["cleanup.policy"] = "compact, delete",
                ["segment.bytes"] = "1024",
                ["segment.ms"] = "2",
                ["retention.ms"] = "3",
                ["retention.bytes"] = "4",
                ["max.message.bytes"] = "5",
                ["message.timestamp.type"] = "LogAppendTime",
                ["message.timestamp.before.max.ms"] = "6",
                ["message.timestamp.after.max.ms"] = "7",
                ["index.interval.bytes"] = "8",
                ["flush.messages"] = "9",
                ["flush.ms"] = "10",
                ["file.delete.delay.ms"] = "11",
            },
            None
        )
            .ToLogConfig()
            .ShouldBe(
                new LogConfig
                {
                    Compact = true,
                    Delete = true,
                    SegmentBytes = 1024,
                    SegmentMs = 2,
                    RetentionMs = 3,
                    RetentionBytes = 4,
                    MaxMessageBytes = 5,
                    LogAppendTime = true,
                    TimestampBeforeMaxMs = 6,
                    TimestampAfterMaxMs = 7,
                    IndexIntervalBytes = 8,
                    FlushMessages = 9,
                    FlushMs = 10,
                    FileDeleteDelayMs = 11,
                }
            );

    [Theory]
    [InlineData("cleanup.policy", "", false)]
    [InlineData("cleanup.policy", "delete,shrink", false)]
    [InlineData("cleanup.policy", "compact,delete", true)]
    [InlineData("compression.type", "zstd", true)]
    [InlineData("compression.type", "brotli", false)]
    [InlineData("retention.ms", "-1", true)]
    [InlineData("retention.ms", "-2", false)]
    [InlineData("retention.ms", "1d", false)]
    [InlineData("retention.bytes", "-1", true)]
    [InlineData("segment.bytes", "13", false)]
    [InlineData("segment.bytes", "14", true)]
    [InlineData("segment.bytes", "2147483648", false)]
    [InlineData("segment.ms", "0", false)]
    [InlineData("max.message.bytes", "-1", false)]
    [InlineData("message.timestamp.type", "createtime", false)]
    [InlineData("message.timestamp.type", "LogAppendTime", true)]
    [InlineData("min.cleanable.dirty.ratio", "1.1", false)]
    [InlineData("min.cleanable.dirty.ratio", "0.25", true)]
    [InlineData("min.compaction.lag.ms", "0", true)]
    [InlineData("max.compaction.lag.ms", "0", false)]
    [InlineData("min.insync.replicas", "0", false)]
    [InlineData("min.insync.replicas", "2", true)]
    [InlineData("preallocate", "yes", false)]
    [InlineData("unclean.leader.election.enable", "TRUE", true)]
    [InlineData("leader.replication.throttled.replicas", "0:1,1:1", true)]
    [InlineData("message.format.version", "2.8", true)]
    [InlineData("remote.storage.enable", "false", false)]
    public void Values_are_checked_and_a_refusal_names_the_config(string name, string value, bool valid)
    {
        string? wrong = TopicConfigs.Check([new(name, value)]);
        if (valid)
        {
            wrong.ShouldBeNull();
        }
        else
        {
            wrong.ShouldNotBeNull().ShouldContain(name);
        }
    }

    [Fact]
    public void Every_default_is_valid_and_reported_as_such()
    {
        foreach (ConfigDefinition config in TopicConfigs.All)
        {
            config.Check(config.Default).ShouldBeNull(config.Name);
        }

        IReadOnlyList<ConfigDescription> described = new TopicConfig(None, None).Describe();
        described.Count.ShouldBe(27);
        described.ShouldAllBe(config => config.Source == ConfigSource.Default && config.IsDefault && config.Synonyms.Count == 1);
        described.Select(config => config.Name).ShouldBe(described.Select(config => config.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_override_hides_the_brokers_value_which_hides_the_default()
    {
        var broker = new Dictionary<string, string> { [BrokerConfig.RetentionMs] = "100" };
        ConfigDescription inherited = new TopicConfig(None, broker).Describe(["retention.ms"]).Single();
        (inherited.Value, inherited.Source).ShouldBe(("100", ConfigSource.DynamicBroker));

        var own = new TopicConfig(new Dictionary<string, string> { ["retention.ms"] = "7" }, broker);
        ConfigDescription described = own.Describe(["retention.ms", "unknown"]).Single();
        (described.Value, described.Source, described.Type, described.ReadOnly).ShouldBe(
            ("7", ConfigSource.TopicOverride, ConfigType.Long, false)
        );
        described.Synonyms.ShouldBe([
            new("retention.ms", "7", ConfigSource.TopicOverride),
            new(BrokerConfig.RetentionMs, "100", ConfigSource.DynamicBroker),
            new(BrokerConfig.RetentionMs, "-1", ConfigSource.Default),
        ]);
        own.ToLogConfig().RetentionMs.ShouldBe(7);
    }

    [Fact]
    public void Broker_configs_are_reported_with_where_they_come_from()
    {
        var options = new EmbeddedBrokerOptions { DefaultPartitions = 2, NodeId = 7 };
        var config = new BrokerConfig(options, new Dictionary<string, string> { ["num.partitions"] = "9", ["log.cleaner.threads"] = "2" });
        config.DefaultPartitions.ShouldBe(9);
        config.AutoCreateTopics.ShouldBeTrue();
        Dictionary<string, ConfigDescription> described = config.Describe().ToDictionary(one => one.Name);
        described["num.partitions"]
            .Synonyms.ShouldBe([
                new("num.partitions", "9", ConfigSource.DynamicBroker),
                new("num.partitions", "2", ConfigSource.StaticBroker),
                new("num.partitions", "4", ConfigSource.Default),
            ]);
        described["broker.id"].ShouldSatisfyAllConditions(id => id.Value.ShouldBe("7"), id => id.ReadOnly.ShouldBeTrue());
        described["log.cleaner.threads"].Source.ShouldBe(ConfigSource.DynamicBroker);
        described["auto.create.topics.enable"].IsDefault.ShouldBeTrue();
        foreach (
            string name in new[]
            {
                "log.dirs",
                "default.replication.factor",
                "log.retention.ms",
                "message.max.bytes",
                "group.initial.rebalance.delay.ms",
                "offsets.retention.minutes",
                "transaction.max.timeout.ms",
                "sasl.enabled.mechanisms",
            }
        )
        {
            described.ShouldContainKey(name);
        }
    }
}
