namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A partition's log at one moment, for readers that then work without its lock.</summary>
internal readonly struct LogView
{
    public required Segment[] Segments { get; init; }

    /// <summary>Length of the last segment; it may have grown since.</summary>
    public required long ActiveBytes { get; init; }

    public required long LogStart { get; init; }

    public required long LastStableOffset { get; init; }

    public required long HighWatermark { get; init; }

    public required long LogEnd { get; init; }

    /// <summary>What readers of that isolation see ends here.</summary>
    public long VisibleEnd(bool readCommitted) => readCommitted ? LastStableOffset : HighWatermark;

    public long LengthOf(int segment) => segment == Segments.Length - 1 ? ActiveBytes : Segments[segment].LengthBytes;

    public long EndOf(int segment) => segment == Segments.Length - 1 ? LogEnd : Segments[segment + 1].BaseOffset;

    /// <summary>The last segment that begins at or before the offset.</summary>
    public int Find(long offset)
    {
        var (low, high) = (0, Segments.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            (low, high) = Segments[middle].BaseOffset <= offset ? (middle, high) : (low, middle - 1);
        }
        return low;
    }
}
