using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Topics;
using NbaPipeline.Kafka.Embedded.Transactions;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>
/// A broker without its network: the order of start and stop (spec sections 2, 8.5, 11.7), and what they bring to life. Nothing of it may be
/// shown to clients before <see cref="OpenAsync"/> has completed.
/// </summary>
internal sealed partial class BrokerStart : IAsyncDisposable
{
    private readonly IBrokerFiles _files;
    private readonly FlushPolicy _policy;
    private readonly DirectoryLock? _lock;
    private readonly ProducerIds _ids;
    private readonly StartContext _context;
    private readonly BrokerStartHooks _hooks;
    private readonly ILogger _logger;
    private bool _disposed;

    private BrokerStart(
        IBrokerFiles files,
        EmbeddedBrokerOptions options,
        DirectoryLock? directoryLock,
        ControlLog log,
        StartContext context,
        TimeProvider time,
        ILoggerFactory loggers,
        BrokerStartHooks hooks
    )
    {
        (_files, _policy, _lock, Log, _context, _hooks) = (files, options.FlushPolicy, directoryLock, log, context, hooks);
        _logger = loggers.CreateLogger<BrokerStart>();
        Logs = new LogManager(files, LogOptionsOf(options), log, time, loggers.CreateLogger<LogManager>());
        Config = new BrokerConfig(options, log.State.BrokerConfigs);
        Topics = new TopicCatalogue(log, Logs, Config, loggers.CreateLogger<TopicCatalogue>());

        // All read the state here, before anything else is appended: after that it belongs to the log's writer.
        Groups = new GroupCoordinator(log, log.State, Topics, GroupOptionsOf(options), time, loggers.CreateLogger<GroupCoordinator>());
        _ids = new ProducerIds(log, log.State.NextProducerId);
        Transactions = new TransactionCoordinator(
            log,
            log.State,
            Topics,
            Groups,
            _ids,
            TransactionOptionsOf(options),
            time,
            loggers.CreateLogger<TransactionCoordinator>()
        );
        ClusterId = log.State.ClusterId!;
    }

    public ControlLog Log { get; }

    public LogManager Logs { get; }

    public BrokerConfig Config { get; }

    public TopicCatalogue Topics { get; }

    public GroupCoordinator Groups { get; }

    public TransactionCoordinator Transactions { get; }

    public string ClusterId { get; }

    /// <summary>Number of this start, and what it found.</summary>
    public Started Run => _context.Started;

    /// <summary>
    /// Takes the directory's lock, loads the control log, recovers the partitions, resolves transactions, and flushes what it found. Does not
    /// take a lock for <c>:memory:</c>.
    /// </summary>
    /// <exception cref="IOException">The directory is in use, damaged, or cannot be written; the message says which.</exception>
    public static async Task<BrokerStart> OpenAsync(
        IBrokerFiles files,
        EmbeddedBrokerOptions options,
        TimeProvider time,
        ILoggerFactory loggers,
        BrokerStartHooks? hooks = null
    )
    {
        hooks ??= new BrokerStartHooks();
        DirectoryLock? directoryLock = options.DataDirectory == ":memory:" ? null : DirectoryLock.Acquire(options.DataDirectory);
        ControlLog? log = null;
        BrokerStart? start = null;
        try
        {
            log = ControlLog.Open(files, hooks.ControlLog with { Policy = options.FlushPolicy }, loggers.CreateLogger<ControlLog>());
            StartContext context = StartContext.Of(log.State, files, options.FlushPolicy, hooks.BootId ?? BootId.Current(time));
            await log.AppendAsync(context.Started);
            if (log.State.ClusterId is null)
            {
                await log.AppendAsync(new ClusterIdSet(NewClusterId()));
            }

            start = new BrokerStart(files, options, directoryLock, log, context, time, loggers, hooks);
            await start.RecoverAsync();
            return start;
        }
        catch
        {
            start?.Logs.Dispose();
            log?.Dispose();
            directoryLock?.Dispose();
            throw;
        }
    }

    private async Task RecoverAsync()
    {
        Topics.Open(Log.State, partition => _context.For(Log.State, partition), _hooks.PartitionsOpenedAtOnce);
        if (!_context.IsClean)
        {
            UncleanStop(_logger, Run.Run - 1, Run.PowerLossSuspected);
            await Groups.LowerOffsetsBeyondEndAsync(offset => EndAfterLoss(Topics.Find(offset.TopicId, offset.Partition)));
        }

        await Transactions.RecoverAsync(Run.PowerLossSuspected);
        await FlushAsync();
        await Log.AppendAsync(new Recovered(Run.Run));
        CleanShutdownFile.Delete(_files);
        Transactions.Start();
    }

    /// <summary>Where records may be missing, the end that offsets must not pass; elsewhere a client may have committed beyond the end on purpose.</summary>
    private long EndAfterLoss(PartitionLog? log) =>
        log is not null && (Run.PowerLossSuspected || log.Recovery.HasNewEpoch) ? log.LogEnd : long.MaxValue;

    /// <summary>
    /// Flushes partitions first, then the control log: once per interval under the policies Interval and EveryAck (where it finds nothing but
    /// what acks 0 and 1 left). Never throws for a partition, which becomes read-only by itself.
    /// </summary>
    /// <exception cref="ControlLogException">The control log could not be flushed: the broker must stop.</exception>
    public async Task FlushAsync()
    {
        if (_policy == FlushPolicy.Never)
        {
            return;
        }

        long sequence = Log.LastSequence;
        try
        {
            await Logs.FlushDirtyAsync();

            // A partition that can no longer be flushed is not dirty either: outcomes must outlive it until the restart.
            if (Logs.All.All(log => log.Failure is null))
            {
                Log.MarkersFlushed(sequence);
            }
        }
        catch (IOException e)
        {
            PartitionFlushFailed(_logger, e.Message);
        }

        if (!Log.IsFlushed)
        {
            // A thread of its own: fsync may take long, and the pool serves requests.
            await Task.Factory.StartNew(Log.Flush, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>The orderly stop, after the network is closed: flushes everything so that the next start need not recover.</summary>
    public async Task CloseAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            await Transactions.DisposeAsync();
            Groups.Stop();
            IReadOnlyDictionary<string, long>? lengths = Logs.CloseClean();
            Log.Close();
            if (lengths is not null)
            {
                CleanShutdownFile.Write(_files, Run.Run, lengths, _policy != FlushPolicy.Never);
            }
        }
        catch (IOException e)
        {
            CloseFailed(_logger, e.Message);
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Lets everything go as it is, as a kill would.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await Transactions.DisposeAsync();
            Groups.Stop();
            Release();
        }
    }

    private void Release()
    {
        Log.Dispose();
        Logs.Dispose();
        Topics.Dispose();
        _ids.Dispose();
        _lock?.Dispose();
    }

    /// <summary>As Kafka makes them: the 22 characters of a random id in base64url.</summary>
    private static string NewClusterId() => System.Buffers.Text.Base64Url.EncodeToString(Guid.NewGuid().ToByteArray());

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Run {Run} of the broker did not stop in order and was recovered from; power failure suspected: {PowerLossSuspected}"
    )]
    private static partial void UncleanStop(ILogger logger, long run, bool powerLossSuspected);

    [LoggerMessage(Level = LogLevel.Error, Message = "A partition could not be flushed: {Reason}")]
    private static partial void PartitionFlushFailed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The stop is not clean, the next start will recover: {Reason}")]
    private static partial void CloseFailed(ILogger logger, string reason);
}
