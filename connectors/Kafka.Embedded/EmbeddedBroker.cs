using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded;

/// <summary>
/// A single-node Kafka broker inside this process. It listens on the loopback addresses, keeps its data in one folder, and serves any Kafka
/// client; several brokers can run in one process, each with its own folder and port.
/// </summary>
public sealed partial class EmbeddedBroker : IAsyncDisposable
{
    private EmbeddedBroker() { }

    /// <summary>The port clients connect to: the one asked for, or the free one that was taken when it was 0.</summary>
    public int Port { get; private set; }

    /// <summary>What to give a client as <c>bootstrap.servers</c>: the advertised host and the port.</summary>
    public string BootstrapServers { get; private set; } = "";

    /// <summary>
    /// Recovers the data folder and then listens; when the task completes, clients can connect and see everything that was acknowledged before.
    /// </summary>
    /// <param name="options">Read once, here; later changes have no effect.</param>
    /// <param name="loggers">Where the broker reports; nowhere when null.</param>
    /// <param name="time">The clock of timeouts, retention and append times; the system's when null.</param>
    /// <param name="cancellation">Gives up a start that has not listened yet.</param>
    /// <exception cref="EmbeddedBrokerException">An option is wrong, the folder is in use or damaged, or the port is taken.</exception>
    public static Task<EmbeddedBroker> StartAsync(
        EmbeddedBrokerOptions options,
        ILoggerFactory? loggers = null,
        TimeProvider? time = null,
        CancellationToken cancellation = default
    ) => throw new NotImplementedException();

    /// <summary>
    /// Stops cleanly: parked fetches are answered, connections closed, all data flushed, so that the next start needs no recovery. Safe to call twice.
    /// </summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
