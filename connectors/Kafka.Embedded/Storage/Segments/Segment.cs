namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// A file of the log with its index. While it is the last one it grows under the partition's lock; closing it (<see cref="IsSealed"/>) puts its index and
/// aborted transactions on the disk and freezes it.
/// </summary>
internal sealed class Segment
{
    public const string LogSuffix = ".log";
    public const string IndexSuffix = ".idx";
    public const string AbortedSuffix = ".aborted";

    private readonly int _indexIntervalBytes;
    private long _lastIndexedPosition;

    /// <param name="stem">Path without suffix.</param>
    /// <param name="baseOffset">Of its first batch, or the one it will have.</param>
    /// <param name="indexIntervalBytes">Log bytes between two index entries.</param>
    public Segment(string stem, long baseOffset, int indexIntervalBytes)
    {
        Stem = stem;
        BaseOffset = NextOffset = baseOffset;
        _indexIntervalBytes = indexIntervalBytes;
        File = new SegmentFile(stem + LogSuffix);
    }

    public string Stem { get; }

    public SegmentFile File { get; }

    public long BaseOffset { get; }

    /// <summary>The offset after its last record.</summary>
    public long NextOffset { get; private set; }

    public long LengthBytes { get; private set; }

    /// <summary>How much of it is known to be on the disk.</summary>
    public long FlushedBytes { get; set; }

    /// <summary>-1 while no record has a time.</summary>
    public long LargestTimestamp { get; private set; } = -1;

    /// <summary>Position of the first batch that has it.</summary>
    public long LargestTimestampPosition { get; private set; }

    /// <summary>Wall clock of the first append since the segment was made or opened; its age for <c>segment.ms</c>.</summary>
    public long FirstAppendMs { get; set; } = -1;

    public long LastAppendMs { get; set; } = -1;

    public int LastLeaderEpoch { get; private set; } = -1;

    public SegmentIndex Index { get; set; } = new MemoryIndex();

    public int AbortedCount { get; private set; }

    /// <summary>The aborted transactions while they are in memory; null once sealed. Grows under the partition's lock.</summary>
    public GrowingList<AbortedEntry>? Aborted { get; set; } = new();

    public bool IsSealed { get; set; }

    public bool IsEmpty => LengthBytes == 0;

    /// <summary>Counts a batch that was written at the segment's end.</summary>
    public void Appended(in BatchHeader header, long nowMs)
    {
        if (LengthBytes - _lastIndexedPosition >= _indexIntervalBytes)
        {
            ((MemoryIndex)Index).Add(new IndexEntry((uint)(header.BaseOffset - BaseOffset), (uint)LengthBytes, LargestTimestamp));
            _lastIndexedPosition = LengthBytes;
        }
        if (header.MaxTimestamp > LargestTimestamp)
        {
            LargestTimestamp = header.MaxTimestamp;
            LargestTimestampPosition = LengthBytes;
        }
        if (IsEmpty)
        {
            FirstAppendMs = nowMs;
        }
        LastAppendMs = nowMs;
        LastLeaderEpoch = header.LeaderEpoch;
        LengthBytes += header.SizeBytes;
        NextOffset = header.LastOffset + 1;
    }

    public void AddAborted(in AbortedEntry entry)
    {
        Aborted!.Add(entry);
        AbortedCount++;
    }

    public IndexHead Head() =>
        new()
        {
            BaseOffset = BaseOffset,
            LengthBytes = LengthBytes,
            NextOffset = NextOffset,
            LargestTimestamp = LargestTimestamp,
            LargestTimestampPosition = LargestTimestampPosition,
            LastAppendMs = LastAppendMs,
            Entries = Index.Count,
            AbortedCount = AbortedCount,
            LastLeaderEpoch = LastLeaderEpoch,
        };

    /// <summary>Takes over what the <c>.idx</c> file says; its segment is flushed.</summary>
    public void Restore(IndexHead head, SegmentIndex index)
    {
        LengthBytes = FlushedBytes = head.LengthBytes;
        NextOffset = head.NextOffset;
        LargestTimestamp = head.LargestTimestamp;
        LargestTimestampPosition = head.LargestTimestampPosition;
        FirstAppendMs = LastAppendMs = head.LastAppendMs;
        LastLeaderEpoch = head.LastLeaderEpoch;
        AbortedCount = head.AbortedCount;
        Index = index;
        _lastIndexedPosition = index.Count > 0 && index.TryGet(index.Count - 1, out var last) ? last.Position : 0;
    }

    /// <summary>Counts all batches of a file by their headers; false where something else lies.</summary>
    public bool TryScan(IBrokerFile file, long nowMs, out long damagedAt)
    {
        var scanner = new BatchScanner(file, file.Length, stackalloc byte[BatchScanner.BufferBytes]);
        damagedAt = -1;
        try
        {
            while (scanner.TryRead(LengthBytes, out var header))
            {
                Appended(header, nowMs);
            }
            return true;
        }
        catch (BrokerStorageException)
        {
            damagedAt = LengthBytes;
            return false;
        }
    }

    /// <summary>The rest of the file is there but cannot be read: offsets go on with the next segment.</summary>
    public void SkipDamage(long lengthBytes, long nextBase)
    {
        LengthBytes = lengthBytes;
        NextOffset = nextBase;
    }

    public void SetAborted(GrowingList<AbortedEntry> entries)
    {
        Aborted = entries;
        AbortedCount = entries.Count;
    }
}
