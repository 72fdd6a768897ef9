namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>One step of IncrementalAlterConfigs.</summary>
internal readonly record struct ConfigChange(string Name, ConfigOperation Operation, string? Value);
