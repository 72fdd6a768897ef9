namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Look-ups in one segment: index, then headers over at most an index interval and a batch.</summary>
internal static class SegmentSearch
{
    /// <summary>The first batch that ends at or after <paramref name="offset"/>: its position and header; the segment's length if there is none.</summary>
    public static (long Position, BatchHeader Header) Locate(Segment segment, IBrokerFile file, long lengthBytes, long offset)
    {
        var scanner = new BatchScanner(file, lengthBytes, stackalloc byte[BatchScanner.BufferBytes]);
        long position = segment.Index.Floor(IndexKey.RelativeOffset, offset - segment.BaseOffset).Position;
        while (scanner.TryRead(position, out var header))
        {
            if (header.LastOffset >= offset)
            {
                return (position, header);
            }
            position += header.SizeBytes;
        }
        return (lengthBytes, default);
    }

    /// <summary>The end of the last whole batch that ends at or before <paramref name="limit"/>, and the offset after it. <paramref name="start"/> is a batch's begin.</summary>
    public static (long Position, long NextOffset) TrimToBatches(
        Segment segment,
        IBrokerFile file,
        long start,
        long startOffset,
        long lengthBytes,
        long limit
    )
    {
        var scanner = new BatchScanner(file, lengthBytes, stackalloc byte[BatchScanner.BufferBytes]);
        var entry = segment.Index.Floor(IndexKey.Position, limit);
        var (position, next) = entry.Position > start ? (entry.Position, segment.BaseOffset + entry.RelativeOffset) : (start, startOffset);
        while (scanner.TryRead(position, out var header) && position + header.SizeBytes <= limit)
        {
            position += header.SizeBytes;
            next = header.LastOffset + 1;
        }
        return (position, next);
    }
}
