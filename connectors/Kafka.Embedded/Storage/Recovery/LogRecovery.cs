namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// Opens the log of a partition (spec section 8.5). Every step can be interrupted and repeated: what is found wrong is first made known (leader epoch), then put
/// aside, then cut.
/// </summary>
internal sealed partial class LogRecovery
{
    private readonly LogEnvironment _environment;
    private readonly IBrokerFiles _files;
    private readonly LogConfig _config;
    private readonly RecoveryContext _context;
    private readonly PartitionName _name;
    private readonly string _directory;
    private readonly long _nowMs;

    public LogRecovery(LogEnvironment environment, PartitionName name, LogConfig config, RecoveryContext context)
    {
        _environment = environment;
        _files = environment.Files;
        _name = name;
        _directory = name.Directory;
        _config = config;
        _context = context;
        _nowMs = environment.NowMs;
    }

    private string EpochsPath => $"{_directory}/{LogPaths.Epochs}";

    /// <exception cref="BrokerStorageException">A file cannot be read.</exception>
    public LogState Run()
    {
        RemoveLeftovers();
        var bases = _files.Files(_directory).Select(f => LogPaths.BaseOffsetOf(f, Segment.LogSuffix)).Where(b => b >= 0).ToList();
        if (TryOpenClean(bases) is { } clean)
        {
            return clean;
        }
        RemoveBelowStart(bases);
        var closed = ClosedPrefix(bases);
        var tail = new TailScan(_environment, _name, _config.IndexIntervalBytes);
        var replayed = StateAt(closed, closed.Count < bases.Count ? bases[closed.Count] : -1);
        tail.Run(bases[closed.Count..], closed.Count > 0 ? closed[^1].NextOffset : -1, replayed);
        return Finish(closed, tail, replayed);
    }

    private void RemoveLeftovers()
    {
        foreach (var name in _files.Files(_directory))
        {
            if (
                name.EndsWith(SmallFile.TemporarySuffix, StringComparison.Ordinal)
                || name.EndsWith(LogPaths.DeletedSuffix, StringComparison.Ordinal)
            )
            {
                _files.DeleteFile($"{_directory}/{name}");
            }
        }
    }

    private void RemoveBelowStart(List<long> bases)
    {
        while (bases.Count > 1 && bases[1] <= _context.LogStart)
        {
            RemoveSegment(bases[0]);
            bases.RemoveAt(0);
        }
    }

    private void RemoveSegment(long baseOffset)
    {
        var stem = LogPaths.Segment(_directory, baseOffset);
        _files.DeleteFile(stem + Segment.IndexSuffix);
        _files.DeleteFile(stem + Segment.AbortedSuffix);
        _files.DeleteFile(stem + Segment.LogSuffix);
    }

    private LogState Finish(List<Segment> closed, TailScan tail, ReplayedState replayed)
    {
        var segments = closed.Concat(tail.Segments).ToList();
        var end = segments.Count > 0 ? segments[^1].NextOffset : _context.LogStart;
        var isLost = end < _context.LogStart;
        end = Math.Max(end, _context.LogStart);
        var epochs = LoadEpochs(segments, tail.Cut is not null || isLost, end, out var hasNewEpoch);
        RemoveSnapshotsAfter(isLost ? -1 : tail.FirstOffset);
        if (isLost)
        {
            _environment.Logger.EndBelowStart(_name, segments[^1].NextOffset, _context.LogStart);
            segments.ForEach(s => RemoveSegment(s.BaseOffset));
            (segments, replayed) = ([], new ReplayedState(new ProducerStates(_environment.Options.MaxProducersPerPartition), _nowMs));
        }
        var cutBytes = tail.RemoveCut(isLost);
        var unsealed = isLost ? [] : tail.Full;
        if (segments.Count == 0 || segments[^1].IsSealed)
        {
            segments.Add(NewSegment(end));
        }
        FlushTail(segments);
        return new LogState
        {
            Segments = segments,
            Producers = replayed.Producers,
            Epochs = epochs,
            LogStart = Math.Max(_context.LogStart, segments[0].BaseOffset),
            Unsealed = unsealed,
            Report = new RecoveryReport(cutBytes, hasNewEpoch, [.. replayed.Markers]),
        };
    }

    private Segment NewSegment(long baseOffset)
    {
        var segment = new Segment(LogPaths.Segment(_directory, baseOffset), baseOffset, _config.IndexIntervalBytes);
        using var file = _files.Open(segment.File.Path);
        file.Truncate(0);
        return segment;
    }

    private void RemoveSnapshotsAfter(long offset)
    {
        foreach (var name in _files.Files(_directory).Where(f => ProducerSnapshot.OffsetOf(f) > offset))
        {
            _files.DeleteFile($"{_directory}/{name}");
        }
    }

    // After a mere kill the tail may exist only in the page cache, and the offsets of answered batches are about to be told to clients again.
    private void FlushTail(List<Segment> segments)
    {
        if (!_environment.Flushes)
        {
            return;
        }
        foreach (var segment in segments.Where(s => !s.IsSealed))
        {
            using var file = _files.Open(segment.File.Path);
            file.Flush();
            segment.FlushedBytes = segment.LengthBytes;
        }
        _files.FlushDirectory(_directory);
    }
}
