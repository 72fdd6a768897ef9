using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>The configs of a topic: its own set over those of the broker over the defaults (spec section 15). Immutable.</summary>
internal sealed class TopicConfig
{
    /// <summary>The topic's own set, as stored.</summary>
    public IReadOnlyDictionary<string, string> Overrides => throw new NotImplementedException();

    public LogConfig ToLogConfig() => throw new NotImplementedException();

    /// <summary>All configs, by name; or those named in <paramref name="names"/>, without the unknown ones.</summary>
    public IReadOnlyList<ConfigDescription> Describe(IReadOnlyCollection<string>? names = null) => throw new NotImplementedException();
}
