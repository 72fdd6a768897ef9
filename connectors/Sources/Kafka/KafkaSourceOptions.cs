namespace NbaPipeline.Sources;

/// <summary>How sources talk to Kafka; immutable, change with <c>with</c>.</summary>
public sealed record KafkaSourceOptions
{
    /// <summary>Comma-separated <c>host:port</c> list.</summary>
    public required string BootstrapServers { get; init; }

    /// <summary>
    /// Further librdkafka settings for all clients, for example security (default: none). One that contradicts exactly-once is refused when
    /// a client is made.
    /// </summary>
    public IReadOnlyDictionary<string, string> ClientSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the first answer of a broker may take (default: 10 s).</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a transaction call, a flush, or a read without any record may take (default: 60 s).</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After this time the broker aborts a transaction whose producer is gone (default: 60 s).</summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest record the producer sends, bytes, before compression (default: 17 MiB, what dead-letter topics of raw topics take).</summary>
    public int MaxMessageBytes { get; init; } = 17 * 1024 * 1024;
}
