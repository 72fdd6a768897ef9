using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>What all connections of a broker share.</summary>
/// <param name="Options">The options of the broker.</param>
/// <param name="Handlers">Who serves which API.</param>
/// <param name="Time">Monotonic time of all timeouts.</param>
/// <param name="Logger">Where connections report.</param>
/// <param name="Stopping">Cancelled when the broker begins to stop.</param>
internal sealed record NetworkServices(
    EmbeddedBrokerOptions Options,
    HandlerTable Handlers,
    TimeProvider Time,
    ILogger Logger,
    CancellationToken Stopping
)
{
    public BufferPool Pool { get; } = new();

    public MemoryBudget Budget { get; } = new(Options.RequestMemoryBytes);
}
