using System.Globalization;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>The configs of a topic: its own set over those of the broker over the defaults (spec section 15). Immutable.</summary>
internal sealed class TopicConfig(IReadOnlyDictionary<string, string> overrides, IReadOnlyDictionary<string, string> broker)
{
    /// <summary>The topic's own set, as stored.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; } = overrides;

    /// <summary>The value in force of a known config.</summary>
    public string this[string name] => Synonyms(TopicConfigs.ByName[name])[0].Value!;

    public LogConfig ToLogConfig()
    {
        List<string> policy = ConfigChecks.Items(this["cleanup.policy"]);
        return new()
        {
            SegmentBytes = Long("segment.bytes"),
            SegmentMs = Long("segment.ms"),
            RetentionMs = Long("retention.ms"),
            RetentionIsDefault = !Overrides.ContainsKey("retention.ms"),
            RetentionBytes = Long("retention.bytes"),
            MaxMessageBytes = (int)Long("max.message.bytes"),
            LogAppendTime = this["message.timestamp.type"] == "LogAppendTime",
            TimestampBeforeMaxMs = Long("message.timestamp.before.max.ms"),
            TimestampAfterMaxMs = Long("message.timestamp.after.max.ms"),
            IndexIntervalBytes = (int)Long("index.interval.bytes"),
            FlushMessages = Long("flush.messages"),
            FlushMs = Long("flush.ms"),
            FileDeleteDelayMs = Long("file.delete.delay.ms"),
            Compact = policy.Contains("compact"),
            Delete = policy.Contains("delete"),
        };
    }

    /// <summary>All configs, by name; or those named in <paramref name="names"/>, without the unknown ones.</summary>
    public IReadOnlyList<ConfigDescription> Describe(IReadOnlyCollection<string>? names = null) =>
        [.. TopicConfigs.All.Where(config => names is not { Count: > 0 } || names.Contains(config.Name)).Select(Describe)];

    private ConfigDescription Describe(ConfigDefinition config)
    {
        List<ConfigSynonym> synonyms = Synonyms(config);
        return new(config.Name, synonyms[0].Value, ReadOnly: false, synonyms[0].Source, config.Type, synonyms, config.Documentation);
    }

    private List<ConfigSynonym> Synonyms(ConfigDefinition config)
    {
        var synonyms = new List<ConfigSynonym>(3);
        if (Overrides.TryGetValue(config.Name, out string? own))
        {
            synonyms.Add(new(config.Name, own, ConfigSource.TopicOverride));
        }

        if (broker.TryGetValue(config.BrokerName, out string? dynamic))
        {
            synonyms.Add(new(config.BrokerName, dynamic, ConfigSource.DynamicBroker));
        }

        synonyms.Add(new(config.BrokerName, config.Default, ConfigSource.Default));
        return synonyms;
    }

    private long Long(string name) => long.Parse(this[name].AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
