using System.Collections.Frozen;
using static NbaPipeline.Kafka.Embedded.Topics.ConfigChecks;

namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>All topic configs that are accepted (spec section 15). Those that have no effect on one node say so, and are stored and reported.</summary>
internal static class TopicConfigs
{
    private const string Max = "9223372036854775807";
    private const string NoEffect = "Stored and reported; has no effect in this broker.";

    private static readonly ConfigDefinition[] Definitions =
    [
        new(
            "cleanup.policy",
            ConfigType.List,
            "delete",
            "log.cleanup.policy",
            ListOf("delete", "compact"),
            "What happens to old data: delete, compact or both."
        ),
        new(
            "compression.type",
            ConfigType.String,
            "producer",
            "compression.type",
            OneOf("uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"),
            NoEffect
        ),
        new(
            "delete.retention.ms",
            ConfigType.Long,
            "86400000",
            "log.cleaner.delete.retention.ms",
            Long(0),
            "How long tombstones of compacted topics stay, in ms."
        ),
        new(
            "file.delete.delay.ms",
            ConfigType.Long,
            "60000",
            "log.segment.delete.delay.ms",
            Long(0),
            "How long the files of a removed segment stay, in ms."
        ),
        new("flush.messages", ConfigType.Long, Max, "log.flush.interval.messages", Long(1), "Records after which a flush is forced."),
        new("flush.ms", ConfigType.Long, Max, "log.flush.interval.ms", Long(0), "Longest time without a flush, in ms."),
        new("follower.replication.throttled.replicas", ConfigType.List, "", "follower.replication.throttled.replicas", Anything, NoEffect),
        new("index.interval.bytes", ConfigType.Int, "4096", "log.index.interval.bytes", Int(0), "Bytes of log between two index entries."),
        new("leader.replication.throttled.replicas", ConfigType.List, "", "leader.replication.throttled.replicas", Anything, NoEffect),
        new(
            "max.compaction.lag.ms",
            ConfigType.Long,
            Max,
            "log.cleaner.max.compaction.lag.ms",
            Long(1),
            "Longest time a record stays uncompacted, in ms."
        ),
        new("max.message.bytes", ConfigType.Int, "1048588", "message.max.bytes", Int(0), "Largest batch accepted, in bytes."),
        new("message.downconversion.enable", ConfigType.Boolean, "true", "log.message.downconversion.enable", Boolean, NoEffect),
        new("message.format.version", ConfigType.String, "3.0-IV1", "log.message.format.version", Anything, NoEffect),
        new(
            "message.timestamp.after.max.ms",
            ConfigType.Long,
            Max,
            "log.message.timestamp.after.max.ms",
            Long(0),
            "How far record times may be after the broker's clock, in ms."
        ),
        new(
            "message.timestamp.before.max.ms",
            ConfigType.Long,
            Max,
            "log.message.timestamp.before.max.ms",
            Long(0),
            "How far record times may be before the broker's clock, in ms."
        ),
        new(
            "message.timestamp.type",
            ConfigType.String,
            "CreateTime",
            "log.message.timestamp.type",
            OneOf("CreateTime", "LogAppendTime"),
            "Whose time records carry."
        ),
        new(
            "min.cleanable.dirty.ratio",
            ConfigType.Double,
            "0.5",
            "log.cleaner.min.cleanable.ratio",
            Double(0, 1),
            "Share of uncompacted data at which compaction begins."
        ),
        new(
            "min.compaction.lag.ms",
            ConfigType.Long,
            "0",
            "log.cleaner.min.compaction.lag.ms",
            Long(0),
            "Shortest time a record stays uncompacted, in ms."
        ),
        new("min.insync.replicas", ConfigType.Int, "1", "min.insync.replicas", Int(1), "Stored and reported; counts as 1 in this broker."),
        new("preallocate", ConfigType.Boolean, "false", "log.preallocate", Boolean, NoEffect),
        new(
            "retention.bytes",
            ConfigType.Long,
            "-1",
            "log.retention.bytes",
            Long(long.MinValue),
            "Bytes of a partition above which its oldest segments are deleted; -1 is no bound."
        ),
        new(
            "retention.ms",
            ConfigType.Long,
            "-1",
            BrokerConfig.RetentionMs,
            Long(-1),
            "Age by record time at which segments are deleted, in ms; -1 keeps them."
        ),
        new("segment.bytes", ConfigType.Int, "134217728", "log.segment.bytes", Int(14), "Size of a segment file."),
        new("segment.index.bytes", ConfigType.Int, "10485760", "log.index.size.max.bytes", Int(4), NoEffect),
        new("segment.jitter.ms", ConfigType.Long, "0", "log.roll.jitter.ms", Long(0), NoEffect),
        new("segment.ms", ConfigType.Long, "604800000", "log.roll.ms", Long(1), "Age at which a new segment is begun, in ms."),
        new("unclean.leader.election.enable", ConfigType.Boolean, "false", "unclean.leader.election.enable", Boolean, NoEffect),
    ];

    public static IReadOnlyList<ConfigDefinition> All => Definitions;

    public static FrozenDictionary<string, ConfigDefinition> ByName { get; } =
        Definitions.ToFrozenDictionary(config => config.Name, StringComparer.Ordinal);

    /// <summary>What is wrong with a topic's set of configs, or null. The message names the config.</summary>
    public static string? Check(IEnumerable<KeyValuePair<string, string>> configs)
    {
        foreach ((string name, string value) in configs)
        {
            if (!ByName.TryGetValue(name, out ConfigDefinition? config))
            {
                return $"Unknown topic config name: {name}";
            }

            if (config.Check(value) is { } reason)
            {
                return $"Invalid value {value} for configuration {name}: {reason}.";
            }
        }

        return null;
    }
}
