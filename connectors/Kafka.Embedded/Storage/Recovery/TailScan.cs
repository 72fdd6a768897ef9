namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// Scans the segments that are not known to be flushed, in order, up to the first thing that is not the next batch of this log. What follows it is the cut.
/// Scanning changes nothing on the disk.
/// </summary>
internal sealed class TailScan(LogEnvironment environment, PartitionName name, int indexIntervalBytes)
{
    private const int KeptBytes = 16 << 20;

    private readonly List<long> _beyond = [];

    /// <summary>The segments kept, the last one possibly cut.</summary>
    public List<Segment> Segments { get; } = [];

    /// <summary>The kept segments that another one follows: they are full, with the producer state at their end.</summary>
    public List<RolledSegment> Full { get; } = [];

    /// <summary>Where the tail begins; -1 if the log has no segment at all.</summary>
    public long FirstOffset { get; private set; } = -1;

    /// <summary>What was found wrong first: the segment and the position there; null if nothing was.</summary>
    public (long BaseOffset, long Position)? Cut { get; private set; }

    /// <param name="bases">Base offsets of the tail's segments.</param>
    /// <param name="expected">The offset that comes next; -1 if nothing comes before the tail.</param>
    /// <param name="replayed">Follows the batches.</param>
    public void Run(List<long> bases, long expected, ReplayedState replayed)
    {
        if (bases.Count == 0)
        {
            return;
        }
        FirstOffset = bases[0];
        var leaderEpoch = -1;
        for (var i = 0; i < bases.Count; i++)
        {
            if (Cut is not null || (expected >= 0 && bases[i] != expected))
            {
                Cut ??= (bases[i], 0);
                _beyond.Add(bases[i]);
                continue;
            }
            var segment = ScanSegment(bases[i], ref leaderEpoch, replayed);
            Segments.Add(segment);
            expected = segment.NextOffset;
            if (Cut is null && i + 1 < bases.Count && bases[i + 1] == expected)
            {
                Full.Add(new RolledSegment(segment, ProducerSnapshot.Encode(replayed.Producers)));
            }
        }
    }

    /// <summary>Puts aside what was found wrong and everything after it (copies of up to 16 MiB), then cuts. Returns the number of bytes removed.</summary>
    /// <param name="all">The kept segments were removed as a whole: there is nothing left to cut.</param>
    public long RemoveCut(bool all)
    {
        var removed = 0L;
        foreach (var segment in Segments)
        {
            // A stale index, found again by a later start, would vouch for a segment that has grown differently.
            environment.Files.DeleteFile(segment.Stem + Segment.IndexSuffix);
            environment.Files.DeleteFile(segment.Stem + Segment.AbortedSuffix);
        }
        if (!all && Segments.Count > 0 && Cut is { } cut && cut.BaseOffset == Segments[^1].BaseOffset)
        {
            removed += CutSegment(Segments[^1]);
        }
        // The newest first: whatever a crash leaves still does not continue the log.
        foreach (var baseOffset in Enumerable.Reverse(_beyond))
        {
            removed += SetAside(baseOffset);
        }
        return removed;
    }

    private Segment ScanSegment(long baseOffset, ref int leaderEpoch, ReplayedState replayed)
    {
        var segment = new Segment(LogPaths.Segment(name.Directory, baseOffset), baseOffset, indexIntervalBytes);
        using var file = environment.Files.OpenRead(segment.File.Path);
        var length = file.Length;
        using var reader = new TailReader(file, length);
        while (segment.LengthBytes < length)
        {
            var position = segment.LengthBytes;
            if (!reader.TryRead(position, out var header) || header.BaseOffset != segment.NextOffset || header.LeaderEpoch < leaderEpoch)
            {
                Cut = (baseOffset, position);
                break;
            }
            leaderEpoch = header.LeaderEpoch;
            segment.Appended(header, environment.NowMs);
            if (replayed.Apply(header, header.IsControl ? reader.ReadOutcome(position, header) : null) is { } aborted)
            {
                segment.AddAborted(aborted);
            }
        }
        return segment;
    }

    private long CutSegment(Segment segment)
    {
        using var file = environment.Files.Open(segment.File.Path);
        var bytes = file.Length - segment.LengthBytes;
        if (bytes <= 0)
        {
            return 0;
        }
        var copy = segment.File.Path + LogPaths.CutSuffix;
        Copy(file, segment.LengthBytes, bytes, copy);
        environment.Logger.Cut(name, bytes, segment.NextOffset, segment.File.Path, segment.LengthBytes, copy);
        file.Truncate(segment.LengthBytes);
        return bytes;
    }

    private void Copy(IBrokerFile from, long position, long bytes, string path)
    {
        var buffer = new byte[1 << 16];
        var left = Math.Min(bytes, KeptBytes);
        using var target = environment.Files.Open(path);
        target.Truncate(0);
        for (var done = 0L; done < left; )
        {
            var read = from.Read(position + done, buffer.AsSpan(0, (int)Math.Min(buffer.Length, left - done)));
            if (read == 0)
            {
                break;
            }
            target.Write(done, buffer.AsSpan(0, read));
            done += read;
        }
    }

    private long SetAside(long baseOffset)
    {
        var stem = LogPaths.Segment(name.Directory, baseOffset);
        var path = stem + Segment.LogSuffix;
        environment.Files.DeleteFile(stem + Segment.IndexSuffix);
        environment.Files.DeleteFile(stem + Segment.AbortedSuffix);
        long length;
        using (var file = environment.Files.OpenRead(path))
        {
            length = file.Length;
        }
        if (length == 0)
        {
            environment.Files.DeleteFile(path);
            return 0;
        }
        environment.Logger.SetAside(name, path, path + LogPaths.CutSuffix);
        environment.Files.Rename(path, path + LogPaths.CutSuffix);
        return length;
    }
}
