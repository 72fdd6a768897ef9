namespace NbaPipeline.Kafka.Embedded.Storage;

/// <content>The part of the log that is known to be on the disk: segments up to the last one with a valid index.</content>
internal sealed partial class LogRecovery
{
    /// <summary>After a clean stop with all lengths as recorded: heads and the newest snapshot say everything. Null if anything is missing.</summary>
    private LogState? TryOpenClean(List<long> bases)
    {
        if (
            _context.CleanLengths is not { } lengths
            || bases.Count == 0
            || bases[0] > _context.LogStart
            || (bases.Count > 1 && bases[1] <= _context.LogStart)
        )
        {
            return null;
        }
        var epochs = EpochList.TryRead(_files, EpochsPath);
        var segments = new List<Segment>();
        foreach (var baseOffset in bases)
        {
            var isLast = baseOffset == bases[^1];
            var segment = OpenClosed(baseOffset, isLast && bases.Count > 1, verifyPages: false);
            var follows = segments.Count == 0 || segments[^1].NextOffset == baseOffset;
            if (segment is null || !follows || lengths.GetValueOrDefault(segment.File.Path, -1) != segment.LengthBytes)
            {
                return null;
            }
            segments.Add(segment);
        }
        // A snapshot beyond the end tells that the segment it was made for is missing.
        var newest = _files.Files(_directory).Max(ProducerSnapshot.OffsetOf);
        var producers = newest == segments[^1].NextOffset ? ReadSnapshot(newest) : null;
        if (
            producers is null
            || segments[^1].NextOffset < _context.LogStart
            || (epochs is null && IsEpochsLost(segments))
            || !TryReopen(segments[^1])
        )
        {
            return null;
        }
        return new LogState
        {
            Segments = segments,
            Producers = producers,
            Epochs = epochs ?? EpochList.Initial,
            LogStart = _context.LogStart,
        };
    }

    /// <summary>The last segment is going to grow again: its index and aborted transactions move back to memory.</summary>
    private bool TryReopen(Segment segment)
    {
        if (!segment.IsSealed)
        {
            return true;
        }
        var path = segment.Stem + Segment.IndexSuffix;
        var head = segment.Head();
        var index = IndexFile.TryLoad(_files, path, head);
        var aborted = segment.AbortedCount == 0 ? [] : AbortedFile.TryRead(_files, segment.Stem + Segment.AbortedSuffix);
        if (index is null || aborted is null || aborted.Length != segment.AbortedCount)
        {
            return false;
        }
        var entries = new GrowingList<AbortedEntry>();
        foreach (var entry in aborted)
        {
            entries.Add(entry);
        }
        segment.Restore(head, index);
        segment.FirstAppendMs = _nowMs;
        segment.Aborted = entries;
        segment.IsSealed = false;
        _files.DeleteFile(path);
        _files.DeleteFile(segment.Stem + Segment.AbortedSuffix);
        return true;
    }

    /// <summary>
    /// The segments before the tail. Only these are known to be flushed, so nothing of them is ever cut: a lost index or list is made anew, damage is reported
    /// and left to the readers that meet it.
    /// </summary>
    private List<Segment> ClosedPrefix(List<long> bases)
    {
        var last = bases.Count - 2;
        while (last >= 0 && OpenClosed(bases[last], mayBeEmpty: false, verifyPages: true) is null)
        {
            last--;
        }
        List<Segment> closed = [];
        List<Segment> incomplete = [];
        for (var i = 0; i <= last; i++)
        {
            var segment = OpenClosed(bases[i], mayBeEmpty: false, verifyPages: true);
            if (segment is null)
            {
                segment = Rescan(bases[i], bases[i + 1]);
                incomplete.Add(segment);
            }
            else if (
                segment.AbortedCount > 0
                && AbortedFile.TryRead(_files, segment.Stem + Segment.AbortedSuffix)?.Length != segment.AbortedCount
            )
            {
                incomplete.Add(segment);
            }
            closed.Add(segment);
        }
        if (incomplete.Count > 0)
        {
            RemakeSidecars(closed, incomplete);
        }
        return closed;
    }

    /// <summary>Null unless the <c>.idx</c> is valid and made for this very file. A segment may be empty only where nothing was appended to it yet.</summary>
    private Segment? OpenClosed(long baseOffset, bool mayBeEmpty, bool verifyPages)
    {
        var segment = new Segment(LogPaths.Segment(_directory, baseOffset), baseOffset, _config.IndexIntervalBytes);
        using var file = _files.OpenRead(segment.File.Path);
        var length = file.Length;
        if (mayBeEmpty && length == 0)
        {
            return segment;
        }
        var path = segment.Stem + Segment.IndexSuffix;
        var head = verifyPages ? IndexFile.TryVerify(_files, path) : IndexFile.TryReadHead(_files, path);
        if (head is null || head.LengthBytes != length || head.BaseOffset != baseOffset)
        {
            return null;
        }
        segment.Restore(head, new DiskIndex(_files, _environment.IndexPages, path, head.Entries));
        segment.Aborted = null;
        segment.IsSealed = true;
        return segment;
    }

    private Segment Rescan(long baseOffset, long nextBase)
    {
        var stem = LogPaths.Segment(_directory, baseOffset);
        using var file = _files.OpenRead(stem + Segment.LogSuffix);
        var segment = new Segment(stem, baseOffset, _config.IndexIntervalBytes);
        if (!segment.TryScan(file, _nowMs, out var damagedAt))
        {
            _environment.Logger.Damaged(_name, file.Path, damagedAt);
            segment.SkipDamage(file.Length, nextBase);
        }
        return segment;
    }

    /// <summary>Aborted transactions can be found again only by following the producers from the log's begin.</summary>
    private void RemakeSidecars(List<Segment> closed, List<Segment> incomplete)
    {
        var replayed = new ReplayedState(new ProducerStates(int.MaxValue), _nowMs);
        foreach (var segment in closed)
        {
            GrowingList<AbortedEntry> entries = new();
            Replay(segment, segment.BaseOffset, replayed, entries.Add);
            if (!incomplete.Contains(segment))
            {
                continue;
            }
            var index = segment.Index;
            segment.SetAborted(entries);
            if (entries.Count > 0)
            {
                AbortedFile.Write(_files, segment.Stem + Segment.AbortedSuffix, entries, _environment.Flushes);
            }
            IndexFile.Write(_files, segment.Stem + Segment.IndexSuffix, segment.Head(), index, _environment.Flushes);
            segment.Index = new DiskIndex(_files, _environment.IndexPages, segment.Stem + Segment.IndexSuffix, index.Count);
            segment.Aborted = null;
            segment.IsSealed = true;
            segment.FlushedBytes = segment.LengthBytes;
            _environment.Logger.Rebuilt(_name, segment.Stem);
        }
    }
}
