using System.Buffers;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Searches one segment by record time, from log start on.</summary>
internal readonly struct TimeSearch(LogEnvironment environment, LogView view, int at)
{
    private Segment Segment => view.Segments[at];

    private bool HoldsLogStart => Segment.BaseOffset < view.LogStart;

    /// <summary>The first record whose time is at least <paramref name="timestamp"/>.</summary>
    public bool TryFindFirst(long timestamp, out OffsetAndTimestamp found)
    {
        found = OffsetAndTimestamp.None;
        var file = environment.OpenFiles.TryAcquire(Segment.File);
        if (file is null)
        {
            return false;
        }
        try
        {
            var scanner = new BatchScanner(file, view.LengthOf(at), stackalloc byte[BatchScanner.BufferBytes]);
            // No batch before this entry has such a time.
            long position = Segment.Index.Floor(IndexKey.LargestTimestamp, timestamp - 1).Position;
            while (scanner.TryRead(position, out var header))
            {
                if (
                    header.MaxTimestamp >= timestamp
                    && header.LastOffset >= view.LogStart
                    && TryFindIn(file, position, header, timestamp, largest: false, out found)
                )
                {
                    return true;
                }
                position += header.SizeBytes;
            }
            return false;
        }
        finally
        {
            environment.OpenFiles.Release(Segment.File);
        }
    }

    /// <summary>The first record with the segment's largest time.</summary>
    public OffsetAndTimestamp FindLargest()
    {
        var file = environment.OpenFiles.TryAcquire(Segment.File);
        if (file is null)
        {
            return OffsetAndTimestamp.None;
        }
        try
        {
            return HoldsLogStart ? ScanForLargest(file) : LargestAt(file, Segment.LargestTimestampPosition);
        }
        finally
        {
            environment.OpenFiles.Release(Segment.File);
        }
    }

    private OffsetAndTimestamp LargestAt(IBrokerFile file, long position)
    {
        var scanner = new BatchScanner(file, view.LengthOf(at), stackalloc byte[BatchScanner.BufferBytes]);
        return scanner.TryRead(position, out var header) && TryFindIn(file, position, header, long.MinValue, largest: true, out var found)
            ? found
            : OffsetAndTimestamp.None;
    }

    private OffsetAndTimestamp ScanForLargest(IBrokerFile file)
    {
        var best = OffsetAndTimestamp.None;
        var scanner = new BatchScanner(file, view.LengthOf(at), stackalloc byte[BatchScanner.BufferBytes]);
        var (position, _) = SegmentSearch.Locate(Segment, file, view.LengthOf(at), view.LogStart);
        while (scanner.TryRead(position, out var header))
        {
            if (header.MaxTimestamp > best.TimestampMs && TryFindIn(file, position, header, long.MinValue, largest: true, out var found))
            {
                best = found.TimestampMs > best.TimestampMs ? found : best;
            }
            position += header.SizeBytes;
        }
        return best;
    }

    /// <summary>Looks into a batch for the first record at or after log start with such a time, or with the largest time of the batch.</summary>
    private bool TryFindIn(
        IBrokerFile file,
        long position,
        in BatchHeader header,
        long timestamp,
        bool largest,
        out OffsetAndTimestamp found
    )
    {
        if (header.IsAppendTime || header.Codec != 0)
        {
            // All records have the batch's time, or are not opened (spec section 7.4).
            found = new OffsetAndTimestamp(Math.Max(header.BaseOffset, view.LogStart), header.MaxTimestamp, header.LeaderEpoch);
            return true;
        }
        found = OffsetAndTimestamp.None;
        var rented = ArrayPool<byte>.Shared.Rent((int)header.SizeBytes);
        try
        {
            var batch = rented.AsSpan(0, (int)header.SizeBytes);
            file.Read(position, batch);
            var walker = new RecordWalker(batch[BatchLayout.Records..]);
            while (walker.TryNext())
            {
                var (offset, time) = (header.BaseOffset + walker.OffsetDelta, header.BaseTimestamp + walker.TimestampDelta);
                if (offset < view.LogStart || time < timestamp || time <= found.TimestampMs)
                {
                    continue;
                }
                found = new OffsetAndTimestamp(offset, time, header.LeaderEpoch);
                if (!largest)
                {
                    return true;
                }
            }
            return found.Offset >= 0;
        }
        catch (IOException e)
        {
            throw new BrokerStorageException($"{file.Path} cannot be read at position {position}: {e.Message}", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
