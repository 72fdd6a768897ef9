namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>A config as DescribeConfigs and CreateTopics report it.</summary>
/// <remarks>
/// <c>ReadOnly</c>: cannot be altered while the broker runs. <c>Synonyms</c>: the value in force first, then those it hides; the caller leaves
/// them out unless the request asks for them.
/// </remarks>
internal sealed record ConfigDescription(
    string Name,
    string? Value,
    bool ReadOnly,
    ConfigSource Source,
    ConfigType Type,
    IReadOnlyList<ConfigSynonym> Synonyms,
    string Documentation
)
{
    public bool IsDefault => Source == ConfigSource.Default;
}
