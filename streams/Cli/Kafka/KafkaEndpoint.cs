namespace NbaPipeline.Cli;

/// <summary>Where a Kafka is and how to talk to it.</summary>
/// <param name="Bootstrap">host:port list.</param>
/// <param name="Settings">librdkafka settings given with -X; they win over ours.</param>
/// <param name="Timeout">For one answer.</param>
/// <param name="Log">Client log lines, null for none.</param>
internal sealed record KafkaEndpoint(string Bootstrap, IReadOnlyDictionary<string, string> Settings, TimeSpan Timeout, Action<string>? Log);
