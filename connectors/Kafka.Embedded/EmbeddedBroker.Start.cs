using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Handlers;
using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded;

public sealed partial class EmbeddedBroker
{
    private static readonly TimeSpan RetentionInterval = TimeSpan.FromSeconds(10);

    private EmbeddedBroker(BrokerStart state, NetworkServer server, CancellationTokenSource stopping, BrokerParts parts)
    {
        (_state, _server, _stopping, _logger) = (state, server, stopping, parts.Logger);
        BootstrapServers = $"{parts.Options.AdvertisedHost}:{server.Port}";
        _stop = new Lazy<Task>(StopAsync);
        _flushTimer = new PeriodicTimer(TimeSpan.FromMilliseconds(parts.Options.FlushIntervalMs), parts.Time);
        _flushing = FlushAsync();
        _retention = new BackgroundWork("retention", RetentionInterval, state.Logs.ApplyRetention, parts.Time, parts.Logger);
        _ = WatchControlLogAsync();
    }

    /// <summary>
    /// Recovers the data folder and then listens; when the task completes, clients can connect and see everything that was acknowledged before.
    /// </summary>
    /// <param name="options">Read once, here; later changes have no effect.</param>
    /// <param name="loggers">Where the broker reports; nowhere when null.</param>
    /// <param name="time">The clock of timeouts, retention and append times; the system's when null.</param>
    /// <param name="cancellation">Gives up a start that has not listened yet.</param>
    /// <exception cref="EmbeddedBrokerException">An option is wrong, the folder is in use or damaged, or the port is taken.</exception>
    public static async Task<EmbeddedBroker> StartAsync(
        EmbeddedBrokerOptions options,
        ILoggerFactory? loggers = null,
        TimeProvider? time = null,
        CancellationToken cancellation = default
    )
    {
        EmbeddedBrokerOptionsValidator.Check(options);
        return await StartAsync(
            new BrokerParts(options.Copy(), loggers ?? NullLoggerFactory.Instance, time ?? TimeProvider.System),
            files: null,
            hooks: null,
            cancellation
        );
    }

    /// <summary>As the public one, on files and with hooks of a test.</summary>
    internal static async Task<EmbeddedBroker> StartAsync(
        BrokerParts parts,
        IBrokerFiles? files,
        BrokerStartHooks? hooks,
        CancellationToken cancellation
    )
    {
        var watch = Stopwatch.StartNew();
        try
        {
            cancellation.ThrowIfCancellationRequested();
            files ??= OpenFiles(parts.Options.DataDirectory);
            // Recovery scans files: not on the caller's thread.
            var opening = Task.Factory.StartNew(
                () => BrokerStart.OpenAsync(files, parts.Options, parts.Time, parts.Loggers, hooks),
                cancellation,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
            var state = await await opening;
            return await ListenAsync(state, files, parts, watch, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedBrokerException($"The embedded broker on '{parts.Options.DataDirectory}' cannot start: {e.Message}", e);
        }
    }

    /// <summary>The last step of a start, so that no client sees a half-loaded broker.</summary>
    private static async Task<EmbeddedBroker> ListenAsync(
        BrokerStart state,
        IBrokerFiles files,
        BrokerParts parts,
        Stopwatch watch,
        CancellationToken cancellation
    )
    {
        var stopping = new CancellationTokenSource();
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var options = parts.Options;
            await CreateTopicsAsync(state.Topics, options);
            var identity = new BrokerIdentity(options.NodeId, state.ClusterId, options.AdvertisedHost);
            var apis = new BrokerApis(identity, state.Topics, state.Groups, state.Transactions, files, options, parts.Time);
            var network = new NetworkServices(options, apis.Build(), parts.Time, parts.Logger, stopping.Token);
            var server = new NetworkServer(network, ListenSockets.Open(options, parts.Logger));
            identity.Port = server.Port;
            var broker = new EmbeddedBroker(state, server, stopping, parts);
            server.Start();
            EmbeddedBrokerLog.Ready(
                parts.Logger,
                options.NodeId,
                state.ClusterId,
                broker.BootstrapServers,
                options.DataDirectory,
                watch.ElapsedMilliseconds
            );
            return broker;
        }
        catch
        {
            stopping.Dispose();
            await state.CloseAsync();
            throw;
        }
    }

    private static async Task CreateTopicsAsync(TopicCatalogue topics, EmbeddedBrokerOptions options)
    {
        foreach (var (name, partitions) in options.Topics)
        {
            var created = await topics.CreateAsync(name, partitions, -1, [], [], validateOnly: false);
            if (created.Error is not (ErrorCode.None or ErrorCode.TopicAlreadyExists))
            {
                throw new EmbeddedBrokerException(
                    $"Topic '{name}' of the options cannot be created: {created.Message ?? created.Error.ToString()}"
                );
            }
        }
    }

    private static IBrokerFiles OpenFiles(string directory) =>
        directory == EmbeddedBrokerOptionsValidator.MemoryDirectory ? new MemoryFiles() : new RealFiles(Path.GetFullPath(directory));
}
