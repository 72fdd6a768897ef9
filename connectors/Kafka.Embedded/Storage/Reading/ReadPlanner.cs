using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Plans what a fetch returns (spec section 8.4): whole batches from the offset on, over segments, up to the byte limit and the isolation limit.</summary>
internal sealed class ReadPlanner(LogEnvironment environment, LogView view)
{
    // A plan holds a handle per region: small segments must not let one fetch hold hundreds.
    private const int MaxRegions = 16;

    private readonly List<FileRegion> _regions = [];
    private int _lengthBytes;
    private long _next;

    /// <exception cref="BrokerStorageException">The log is damaged at that place, or cannot be read.</exception>
    public ReadPlan Plan(long offset, int maxBytes, bool readCommitted, bool atLeastOneBatch)
    {
        try
        {
            _next = offset;
            var end = view.VisibleEnd(readCommitted);
            for (var at = view.Find(offset); at < view.Segments.Length && _next < end && _regions.Count < MaxRegions; at++)
            {
                if (!TryAddRegion(at, end, maxBytes - _lengthBytes, atLeastOneBatch && _lengthBytes == 0))
                {
                    break;
                }
            }
            return Finish(offset, readCommitted);
        }
        catch
        {
            _regions.ForEach(r => r.Dispose());
            throw;
        }
    }

    /// <summary>False if nothing may follow: a limit was reached.</summary>
    private bool TryAddRegion(int at, long end, int maxBytes, bool atLeastOneBatch)
    {
        var segment = view.Segments[at];
        var file = environment.OpenFiles.TryAcquire(segment.File);
        if (file is null)
        {
            // Removed since the view was taken; the next fetch finds the offset below log start.
            return false;
        }
        var kept = false;
        try
        {
            var length = view.LengthOf(at);
            var (start, first) = SegmentSearch.Locate(segment, file, length, _next);
            if (start == length)
            {
                _next = view.EndOf(at);
                return true;
            }
            var segmentEnd = view.EndOf(at);
            var visibleBytes = end >= segmentEnd ? length : SegmentSearch.Locate(segment, file, length, end).Position;
            var (stop, next) =
                visibleBytes - start <= maxBytes
                    ? (visibleBytes, Math.Min(end, segmentEnd))
                    : SegmentSearch.TrimToBatches(segment, file, start, first.BaseOffset, visibleBytes, start + maxBytes);
            if (stop == start && atLeastOneBatch && visibleBytes > start)
            {
                (stop, next) = (start + first.SizeBytes, first.LastOffset + 1);
            }
            if (stop == start)
            {
                return false;
            }
            _regions.Add(new FileRegion(environment.OpenFiles, segment.File, file, start, (int)(stop - start)));
            kept = true;
            _lengthBytes += (int)(stop - start);
            _next = next;
            return stop == length;
        }
        finally
        {
            if (!kept)
            {
                environment.OpenFiles.Release(segment.File);
            }
        }
    }

    private ReadPlan Finish(long offset, bool readCommitted) =>
        new()
        {
            Error = ErrorCode.None,
            HighWatermark = view.HighWatermark,
            LastStableOffset = view.LastStableOffset,
            LogStart = view.LogStart,
            LengthBytes = _lengthBytes,
            NextOffset = _next,
            Regions = _regions,
            Aborted =
                !readCommitted ? null
                : _lengthBytes == 0 ? []
                : new AbortedSearch(environment, view).Find(offset, _next),
        };
}
