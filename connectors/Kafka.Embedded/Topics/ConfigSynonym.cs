namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>One of the places a config's value could come from, the one that decides first.</summary>
internal sealed record ConfigSynonym(string Name, string? Value, ConfigSource Source);
