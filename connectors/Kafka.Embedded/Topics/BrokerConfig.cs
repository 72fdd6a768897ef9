using System.Globalization;

namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>The broker's configs: dynamic ones over the options it was started with (spec section 15). The values may change while it runs.</summary>
internal sealed class BrokerConfig(EmbeddedBrokerOptions options, IReadOnlyDictionary<string, string> dynamicConfigs)
{
    public const string RetentionMs = "log.retention.ms";
    private const string Partitions = "num.partitions";
    private const string AutoCreate = "auto.create.topics.enable";
    private const string RebalanceDelay = "group.initial.rebalance.delay.ms";

    /// <summary>Those that can be altered while the broker runs. Others are stored and reported when set, without effect.</summary>
    private static readonly Dictionary<string, Func<string, string?>> DynamicChecks = new(StringComparer.Ordinal)
    {
        [RetentionMs] = ConfigChecks.Long(-1),
        [Partitions] = ConfigChecks.Int(1),
        [AutoCreate] = ConfigChecks.Boolean,
        [RebalanceDelay] = ConfigChecks.Int(0),
    };

    private static readonly Dictionary<string, string> NoDefaults = [];

    private readonly BrokerConfigEntry[] _static =
    [
        new("broker.id", ConfigType.Int, options.NodeId, Default: null),
        new("log.dirs", ConfigType.String, options.DataDirectory, Default: null),
        new(Partitions, ConfigType.Int, options.DefaultPartitions, "4"),
        new(AutoCreate, ConfigType.Boolean, options.AutoCreateTopics ? "true" : "false", "true"),
        new("default.replication.factor", ConfigType.Int, 1, "1"),
        new(RetentionMs, ConfigType.Long, -1, "-1"),
        new("message.max.bytes", ConfigType.Int, 1_048_588, "1048588"),
        new(RebalanceDelay, ConfigType.Int, options.GroupInitialRebalanceDelayMs, "100"),
        new("offsets.retention.minutes", ConfigType.Int, options.OffsetsRetentionMs / 60_000, "10080"),
        new("transaction.max.timeout.ms", ConfigType.Int, options.TransactionMaxTimeoutMs, "900000"),
        new("sasl.enabled.mechanisms", ConfigType.List, options.SaslUsers.Count > 0 ? "PLAIN" : "", ""),
    ];

    private volatile IReadOnlyDictionary<string, string> _dynamic = dynamicConfigs;

    /// <summary>The dynamic set, as stored. Replaced, never changed.</summary>
    public IReadOnlyDictionary<string, string> Dynamic
    {
        get => _dynamic;
        internal set => _dynamic = value;
    }

    /// <summary><c>num.partitions</c>.</summary>
    public int DefaultPartitions => Int(Partitions) ?? options.DefaultPartitions;

    /// <summary><c>auto.create.topics.enable</c>.</summary>
    public bool AutoCreateTopics =>
        _dynamic.TryGetValue(AutoCreate, out string? value) ? bool.Parse(value.Trim()) : options.AutoCreateTopics;

    /// <summary><c>group.initial.rebalance.delay.ms</c>.</summary>
    public int GroupInitialRebalanceDelayMs => Int(RebalanceDelay) ?? options.GroupInitialRebalanceDelayMs;

    /// <summary>Highest replication factor accepted (spec section 1.3).</summary>
    public int MaxReplicationFactor => options.StrictReplication ? 1 : options.MaxReplicationFactor;

    public bool StrictReplication => options.StrictReplication;

    public int NodeId => options.NodeId;

    /// <summary>The broker configs that give topics their defaults and have been altered.</summary>
    public IReadOnlyDictionary<string, string> TopicDefaults =>
        _dynamic.TryGetValue(RetentionMs, out string? value) ? new Dictionary<string, string> { [RetentionMs] = value } : NoDefaults;

    /// <summary>What is wrong with a dynamic set, or null.</summary>
    public static string? Check(IEnumerable<KeyValuePair<string, string>> configs)
    {
        foreach ((string name, string value) in configs)
        {
            if (DynamicChecks.TryGetValue(name, out Func<string, string?>? check) && check(value) is { } reason)
            {
                return $"Invalid value {value} for configuration {name}: {reason}.";
            }
        }

        return null;
    }

    public IReadOnlyList<ConfigDescription> Describe(IReadOnlyCollection<string>? names = null)
    {
        IReadOnlyDictionary<string, string> dynamicConfigs = _dynamic;
        List<ConfigDescription> all =
        [
            .. _static.Select(entry =>
                Describe(entry, DynamicChecks.ContainsKey(entry.Name) ? dynamicConfigs.GetValueOrDefault(entry.Name) : null)
            ),
        ];
        foreach ((string name, string value) in dynamicConfigs.Where(set => !_static.Any(entry => entry.Name == set.Key)))
        {
            ConfigSynonym only = new(name, value, ConfigSource.DynamicBroker);
            all.Add(
                new(
                    name,
                    value,
                    ReadOnly: false,
                    only.Source,
                    ConfigType.String,
                    [only],
                    "Stored and reported; has no effect in this broker."
                )
            );
        }

        return names is { Count: > 0 } ? [.. all.Where(config => names.Contains(config.Name))] : all;
    }

    private static ConfigDescription Describe(BrokerConfigEntry entry, string? dynamicValue)
    {
        var synonyms = new List<ConfigSynonym>(3);
        if (dynamicValue is not null)
        {
            synonyms.Add(new(entry.Name, dynamicValue, ConfigSource.DynamicBroker));
        }

        string? configured = Convert.ToString(entry.Configured, CultureInfo.InvariantCulture);
        if (configured != entry.Default)
        {
            synonyms.Add(new(entry.Name, configured, ConfigSource.StaticBroker));
        }

        if (entry.Default is not null)
        {
            synonyms.Add(new(entry.Name, entry.Default, ConfigSource.Default));
        }

        bool readOnly = !DynamicChecks.ContainsKey(entry.Name);
        return new(entry.Name, synonyms[0].Value, readOnly, synonyms[0].Source, entry.Type, synonyms, "");
    }

    private int? Int(string name) =>
        _dynamic.TryGetValue(name, out string? value)
            ? int.Parse(value.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : null;
}
