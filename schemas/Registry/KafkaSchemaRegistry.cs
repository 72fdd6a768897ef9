using Microsoft.Extensions.Logging;

namespace NbaPipeline.SchemaRegistry;

/// <summary>
/// The registry of a Kafka cluster, kept in its topic <c>_schemas</c> in the record format of Confluent's registry. Any number of processes
/// may have one; make one per process and share it. The constructor does no I/O.
/// </summary>
public sealed class KafkaSchemaRegistry : LogBackedSchemaRegistry
{
    /// <param name="options">Cluster, topic and timeouts.</param>
    /// <param name="timeProvider">The clock that deadlines are measured with; the system's by default.</param>
    /// <param name="logger">Where state changes and the client's warnings go; nowhere by default.</param>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    public KafkaSchemaRegistry(
        KafkaSchemaRegistryOptions options,
        TimeProvider? timeProvider = null,
        ILogger<KafkaSchemaRegistry>? logger = null
    )
        : base(
            new KafkaSchemaLog(options, timeProvider ?? TimeProvider.System, logger),
            logger,
            options.StartTimeoutMs,
            options.RequestTimeoutMs,
            options.MaxAttempts
        ) { }
}
