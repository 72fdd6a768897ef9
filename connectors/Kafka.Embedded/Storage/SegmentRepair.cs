namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Makes the index of a closed segment anew from the segment.</summary>
internal static class SegmentRepair
{
    /// <exception cref="BrokerStorageException">The segment itself is damaged.</exception>
    public static void RebuildIndex(LogEnvironment environment, Segment segment, IBrokerFile file, int indexIntervalBytes)
    {
        var fresh = new Segment(segment.Stem, segment.BaseOffset, indexIntervalBytes);
        if (!fresh.TryScan(file, -1, out var damagedAt))
        {
            throw new BrokerStorageException($"{segment.File.Path} is damaged at position {damagedAt}.");
        }
        var path = segment.Stem + Segment.IndexSuffix;
        var head = segment.Head() with { Entries = fresh.Index.Count };
        IndexFile.Write(environment.Files, path, head, fresh.Index, environment.Flushes);
        segment.Index = new DiskIndex(environment.Files, environment.IndexPages, path, fresh.Index.Count);
    }
}
