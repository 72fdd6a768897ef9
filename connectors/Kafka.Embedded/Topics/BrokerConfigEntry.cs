namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>A broker config as the broker was started with it; the default is null for one that has none.</summary>
internal sealed record BrokerConfigEntry(string Name, ConfigType Type, object Configured, string? Default);
