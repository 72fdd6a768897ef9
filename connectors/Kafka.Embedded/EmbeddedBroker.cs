using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Network;

namespace NbaPipeline.Kafka.Embedded;

/// <summary>
/// A single-node Kafka broker inside this process. It listens on the loopback addresses, keeps its data in one folder, and serves any Kafka
/// client; several brokers can run in one process, each with its own folder and port.
/// </summary>
public sealed partial class EmbeddedBroker : IAsyncDisposable
{
    private readonly BrokerStart _state;
    private readonly NetworkServer _server;
    private readonly CancellationTokenSource _stopping;
    private readonly ILogger _logger;
    private readonly PeriodicTimer _flushTimer;
    private readonly BackgroundWork _retention;
    private readonly Task _flushing;
    private readonly Lazy<Task> _stop;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The port clients connect to: the one asked for, or the free one that was taken when it was 0.</summary>
    public int Port => _server.Port;

    /// <summary>What to give a client as <c>bootstrap.servers</c>: the advertised host and the port.</summary>
    public string BootstrapServers { get; }

    /// <summary>Identity of the data, made with the folder: what clients see as the id of the cluster.</summary>
    public string ClusterId => _state.ClusterId;

    /// <summary>
    /// Completes when the broker has stopped; fails with an <see cref="EmbeddedBrokerException"/> when it stopped by itself because its disk does
    /// not take any more what must not be lost.
    /// </summary>
    public Task Stopped => _stopped.Task;

    /// <summary>
    /// Stops cleanly: parked fetches are answered, connections closed, all data flushed, so that the next start needs no recovery. Safe to call
    /// more than once.
    /// </summary>
    public async ValueTask DisposeAsync() => await _stop.Value;
}
