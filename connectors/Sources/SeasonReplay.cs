using Microsoft.Extensions.Logging;
using NbaPipeline.Contracts.Ops;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Sources;

/// <summary>
/// Replays recorded seasons from files into the raw topics: in event-time order, exactly once, resumable after any crash. Running it again
/// over the same files produces nothing; over changed or more files, only what is new. docs/sources.md has the rules and the crash points.
/// </summary>
public sealed partial class SeasonReplay
{
    private readonly SeasonReplayOptions _options;
    private readonly IInputFiles _files;
    private readonly ISourceBroker _broker;
    private readonly ISchemaRegistry _registry;
    private readonly IProgressSink _progressSink;
    private readonly TimeProvider _clock;
    private readonly ILogger<SeasonReplay> _logger;
    private readonly IReplayPace? _pace;

    /// <summary>Everything a replay touches; the topics must exist. Without <paramref name="pace"/> it produces as fast as it can.</summary>
    /// <exception cref="SourceException">An option is out of its range.</exception>
    public SeasonReplay(
        SeasonReplayOptions options,
        IInputFiles files,
        ISourceBroker broker,
        ISchemaRegistry registry,
        IProgressSink progressSink,
        TimeProvider clock,
        ILogger<SeasonReplay> logger,
        IReplayPace? pace = null
    )
    {
        options.Validate();
        _options = options;
        _files = files;
        _broker = broker;
        _registry = registry;
        _progressSink = progressSink;
        _clock = clock;
        _logger = logger;
        _pace = pace;
    }

    /// <summary>Runs to the end of the files, on a thread of its own.</summary>
    /// <param name="progress">Told after each file and each committed batch; may be <c>null</c>.</param>
    /// <param name="cancellationToken">Ends the run after dropping the open transaction; the next run goes on from the last commit.</param>
    /// <exception cref="SourceLayoutException">A file of a known layout lacks a column; nothing was produced.</exception>
    /// <exception cref="SourceException">There is nothing to replay, a season is not there, or Kafka does not answer.</exception>
    /// <exception cref="SourceTransactionException">A batch could not be committed; the next run goes on before it.</exception>
    public Task<SeasonReplayResult> RunAsync(IProgress<SeasonReplayProgress>? progress, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => Run(progress, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    private SeasonReplayResult Run(IProgress<SeasonReplayProgress>? progress, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var scan = DataScan.Of(_files, _options.DataDirectory);
        RequireTables(scan);
        var loader = new RowLoader(
            _options,
            _files,
            new RawSerdes(_registry),
            (file, read) => progress?.Report(new SeasonReplayProgress(file, read, 0, 0, -1, NothingProduced))
        );
        using var loading = new RowLoading(loader, scan, cancellationToken);
        var fingerprint = Fingerprint.Of(_files, scan.Tables, _options.Seasons);
        using var producer = _broker.OpenProducer(_options.TransactionalId);
        var cursors = new CursorStore(_broker, _registry, _options.SourceId);
        var cursor = cursors.Read(cancellationToken);
        if (cursor is not null && HoldsAll(cursor, fingerprint, scan))
        {
            var knownMs = ElapsedMs(started);
            Log.NothingNew(_logger, cursor.Total, knownMs);
            return Unchanged(scan, cursor);
        }

        var rows = loading.Await();
        var readMs = ElapsedMs(started);
        Log.Read(_logger, scan.Tables.Count, loader.RowsRead, rows.Buffer.Count, readMs);
        var plan = ReplayPlan.Make(rows.Buffer, rows.Topics, cursor, fingerprint, _broker, cancellationToken);
        var failures = scan.Failures.Count + rows.Failures.Count;
        var run = new ReplayRun(_options, rows, plan, cursor?.CompleteToMs ?? -1, fingerprint, loader.RowsRead, failures);
        if (!IsRecorded(cursor, fingerprint, rows.Buffer.Count, failures))
        {
            Produce(run, new BatchWriter(scan.Tables, rows), producer, cursors, progress, cancellationToken);
        }

        var totalMs = ElapsedMs(started);
        Log.Produced(_logger, plan.Pending.Count, totalMs);
        return Result(scan, rows, plan, run);
    }

    private double ElapsedMs(long started) => _clock.GetElapsedTime(started).TotalMilliseconds;

    /// <summary>Whether the topics are known to hold all of this input. Failures of the input are told by reading it again.</summary>
    private static bool HoldsAll(SourceCursor cursor, string fingerprint, DataScan scan) =>
        scan.Failures.Count == 0 && IsRecorded(cursor, fingerprint, cursor.Total, failures: 0);

    private static bool IsRecorded(SourceCursor? cursor, string fingerprint, long total, int failures) =>
        cursor is not null
        && cursor.Fingerprint == fingerprint
        && cursor.Position == total
        && cursor.Total == total
        && cursor.Failures == failures;

    private void RequireTables(DataScan scan)
    {
        if (scan.Tables.Count == 0 && scan.Failures.Count == 0)
        {
            throw new SourceException(
                $"'{_options.DataDirectory}' has no schedule, player box score or player props table; see {scan.Notices.Count} notices: "
                    + string.Join("; ", scan.Notices.Take(5))
            );
        }
    }
}
