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
    private readonly IFileSystem _files;
    private readonly ISourceBroker _broker;
    private readonly ISchemaRegistry _registry;
    private readonly IProgressSink _progressSink;
    private readonly TimeProvider _clock;
    private readonly ILogger<SeasonReplay> _logger;

    /// <summary>Everything a replay touches; the topics must exist.</summary>
    /// <exception cref="SourceException">An option is out of its range.</exception>
    public SeasonReplay(
        SeasonReplayOptions options,
        IFileSystem files,
        ISourceBroker broker,
        ISchemaRegistry registry,
        IProgressSink progressSink,
        TimeProvider clock,
        ILogger<SeasonReplay> logger
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
    }

    /// <summary>Runs to the end of the files.</summary>
    /// <param name="progress">Told after each file and each committed batch; may be <c>null</c>.</param>
    /// <param name="cancellationToken">Ends the run after dropping the open transaction; the next run goes on from the last commit.</param>
    /// <exception cref="SourceLayoutException">A file of a known layout lacks a column; nothing was produced.</exception>
    /// <exception cref="SourceException">There is nothing to replay, a season is not there, or Kafka does not answer.</exception>
    /// <exception cref="SourceTransactionException">A batch could not be committed; the next run goes on before it.</exception>
    public Task<SeasonReplayResult> RunAsync(IProgress<SeasonReplayProgress>? progress, CancellationToken cancellationToken) =>
        Task.Run(() => Run(progress, cancellationToken), cancellationToken);

    private SeasonReplayResult Run(IProgress<SeasonReplayProgress>? progress, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var scan = DataScan.Of(_files, _options.DataDirectory);
        RequireTables(scan);
        var fingerprint = Fingerprint.Of(_files, scan.Tables, _options.Seasons);
        var loader = new RowLoader(
            _options,
            _files,
            new RawSerdes(_registry),
            (file, read) => progress?.Report(new SeasonReplayProgress(file, read, 0, 0, -1, NothingProduced))
        );
        var rows = loader.Load(scan, cancellationToken);
        var readMs = _clock.GetElapsedTime(started).TotalMilliseconds;
        Log.Read(_logger, scan.Tables.Count, loader.RowsRead, rows.Buffer.Count, readMs);

        using var producer = _broker.OpenProducer(_options.TransactionalId);
        var cursors = new CursorStore(_broker, _registry, _options.SourceId);
        var cursor = cursors.Read(cancellationToken);
        var plan = ReplayPlan.Make(rows.Buffer, rows.Topics, cursor, fingerprint, _broker, cancellationToken);
        var run = new ReplayRun(_options, rows, plan, cursor?.CompleteToMs ?? -1, fingerprint, loader.RowsRead);
        if (!IsRecorded(cursor, fingerprint, rows.Buffer.Count))
        {
            Produce(run, new BatchWriter(scan.Tables, rows), producer, cursors, progress, cancellationToken);
        }

        var totalMs = _clock.GetElapsedTime(started).TotalMilliseconds;
        Log.Produced(_logger, plan.Pending.Count, totalMs);
        return Result(scan, rows, plan, run);
    }

    private static bool IsRecorded(SourceCursor? cursor, string fingerprint, int total) =>
        cursor is not null && cursor.Fingerprint == fingerprint && cursor.Position == total && cursor.Total == total;

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
