namespace NbaPipeline.SchemaRegistry;

/// <summary>Where the registry's topic is and how long to wait for it.</summary>
public sealed record KafkaSchemaRegistryOptions
{
    internal const int DefaultMaxAttempts = 64;

    /// <summary>host:port list of the cluster.</summary>
    public required string BootstrapServers { get; init; }

    /// <summary>The registry's topic; created if absent, with one partition and compaction. Default <c>_schemas</c>.</summary>
    public string Topic { get; init; } = "_schemas";

    /// <summary>Replicas of the topic when it is created here; -1 = the broker's default.</summary>
    public short ReplicationFactor { get; init; } = -1;

    /// <summary>How long the first call may take to create the topic and read it to its end.</summary>
    public int StartTimeoutMs { get; init; } = 30_000;

    /// <summary>How long a later read to the end, or a write, may take.</summary>
    public int RequestTimeoutMs { get; init; } = 10_000;

    /// <summary>Rounds that a registration may lose against other processes before it gives up.</summary>
    public int MaxAttempts { get; init; } = DefaultMaxAttempts;

    /// <summary>
    /// Further librdkafka settings for all clients of the registry, for example security. One that contradicts what the registry needs is
    /// refused by the first call.
    /// </summary>
    public IReadOnlyDictionary<string, string> ClientSettings { get; init; } = new Dictionary<string, string>();

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(BootstrapServers) || string.IsNullOrWhiteSpace(Topic))
        {
            throw new ArgumentException("the schema registry needs BootstrapServers (host:port,...) and a Topic");
        }

        if (StartTimeoutMs < 1 || RequestTimeoutMs < 1 || MaxAttempts < 1)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"StartTimeoutMs {StartTimeoutMs}, RequestTimeoutMs {RequestTimeoutMs} and MaxAttempts {MaxAttempts} "
                ) + "of the schema registry must be 1 or more"
            );
        }
    }
}
