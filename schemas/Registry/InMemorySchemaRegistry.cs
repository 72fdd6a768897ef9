using Microsoft.Extensions.Logging;

namespace NbaPipeline.SchemaRegistry;

/// <summary>A registry without a broker, for tests and tools: the same code over a log in memory.</summary>
public sealed class InMemorySchemaRegistry : LogBackedSchemaRegistry
{
    /// <summary>An empty registry.</summary>
    public InMemorySchemaRegistry()
        : this(new InMemorySchemaLog()) { }

    internal InMemorySchemaRegistry(ISchemaLog log, ILogger? logger = null, int maxAttempts = KafkaSchemaRegistryOptions.DefaultMaxAttempts)
        : base(log, logger, startTimeoutMs: 1_000, readTimeoutMs: 1_000, maxAttempts) { }
}
