namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>A topic config that the broker knows.</summary>
/// <remarks>
/// <c>BrokerName</c>: the broker config that gives its default. <c>Check</c>: what is wrong with a value, or null.
/// </remarks>
internal sealed record ConfigDefinition(
    string Name,
    ConfigType Type,
    string Default,
    string BrokerName,
    Func<string, string?> Check,
    string Documentation
);
