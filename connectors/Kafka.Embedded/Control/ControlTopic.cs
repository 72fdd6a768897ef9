namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>A topic as the control log knows it.</summary>
internal sealed record ControlTopic(
    Guid Id,
    string Name,
    int Partitions,
    short ReplicationFactor,
    IReadOnlyDictionary<string, string> Configs
);
