namespace NbaPipeline.Kafka.Embedded.Storage;

/// <content>Beginning a new segment, and closing the old one off the lock (spec section 8.2).</content>
internal sealed partial class PartitionLog
{
    // Appenders close segments themselves when the flusher lags this far behind: memory stays bounded.
    private const int MaxRolled = 8;
    private const int KeptSnapshots = 2;

    // Guarded by _sync: full segments not yet sealed, oldest first.
    private readonly Queue<RolledSegment> _rolled = new();
    private int _rolledCount;

    /// <summary>Segments that wait to be closed.</summary>
    public int UnsealedSegments => Volatile.Read(ref _rolledCount);

    /// <summary>Has the full segments that recovery found closed.</summary>
    public void CloseFullSegments()
    {
        if (HasWork)
        {
            _environment.Flusher.Enqueue(this);
        }
    }

    private void RollIfDue(int bytes, int lastOffsetDelta, long nowMs)
    {
        var active = Active;
        if (active.IsEmpty)
        {
            return;
        }
        var config = _config;
        var isDue =
            active.LengthBytes + bytes > Math.Min(config.SegmentBytes, int.MaxValue)
            || nowMs - active.FirstAppendMs >= config.SegmentMs
            || _logEnd + lastOffsetDelta - active.BaseOffset > int.MaxValue;
        if (isDue)
        {
            Roll();
        }
    }

    /// <summary>Under the lock: the next batch begins a new segment. The active one must not be empty.</summary>
    private void Roll()
    {
        var full = Active;
        var next = new Segment(LogPaths.Segment(Name.Directory, _logEnd), _logEnd, _config.IndexIntervalBytes);
        IBrokerFile? file = null;
        try
        {
            file = _environment.OpenFiles.OpenForAppend(next.File);
            file.Truncate(0);
        }
        catch (Exception e) when (IsDiskError(e))
        {
            if (file is not null)
            {
                _environment.OpenFiles.Release(next.File);
                _environment.OpenFiles.Remove(next.File);
            }
            throw new BrokerStorageException($"{Name}: a new segment at offset {_logEnd} cannot be created: {e.Message}", e);
        }
        _activeFile = file;
        _isDirectoryDirty = true;
        _rolled.Enqueue(new RolledSegment(full, ProducerSnapshot.Encode(_producers)));
        Volatile.Write(ref _rolledCount, _rolled.Count);
        _segments = [.. _segments, next];
    }

    /// <summary>
    /// Closes the full segments: flush, producer snapshot, aborted transactions, and the index last, because a valid one says that the rest is on the disk.
    /// </summary>
    private void SealRolled()
    {
        lock (_maintenance)
        {
            while (TryPeekRolled(out var rolled))
            {
                try
                {
                    if (!FlushFull(rolled.Segment))
                    {
                        return;
                    }
                    WriteSidecars(rolled);
                }
                catch (Exception e) when (IsDiskError(e))
                {
                    // Nothing is lost: the next start would scan the segment. It stays in the queue.
                    _environment.Logger.WillRetry(e, Name, $"closing the segment at {rolled.Segment.BaseOffset}");
                    return;
                }
                Seal(rolled.Segment);
            }
        }
    }

    private bool TryPeekRolled(out RolledSegment rolled)
    {
        lock (_sync)
        {
            return _rolled.TryPeek(out rolled!) && !_isDeleted && !_isClosed;
        }
    }

    private bool FlushFull(Segment segment)
    {
        lock (_flushing)
        {
            if (!_environment.Flushes || segment.FlushedBytes == segment.LengthBytes)
            {
                return true;
            }
            if (Volatile.Read(ref _flushFailed))
            {
                return false;
            }
            try
            {
                segment.File.Handle!.Flush();
            }
            catch (Exception e) when (IsDiskError(e))
            {
                FlushFailed(e);
                return false;
            }
            lock (_sync)
            {
                segment.FlushedBytes = segment.LengthBytes;
            }
            return true;
        }
    }

    private void WriteSidecars(RolledSegment rolled)
    {
        var (files, flush) = (_environment.Files, _environment.Flushes);
        var segment = rolled.Segment;
        ProducerSnapshot.Write(files, ProducerSnapshot.Path(Name.Directory, segment.NextOffset), rolled.Producers, flush);
        if (segment.AbortedCount > 0)
        {
            AbortedFile.Write(files, segment.Stem + Segment.AbortedSuffix, segment.Aborted!, flush);
        }
        IndexFile.Write(files, segment.Stem + Segment.IndexSuffix, segment.Head(), segment.Index, flush);
        PruneSnapshots(segment.NextOffset);
    }

    private void Seal(Segment segment)
    {
        lock (_sync)
        {
            segment.Index = new DiskIndex(
                _environment.Files,
                _environment.IndexPages,
                segment.Stem + Segment.IndexSuffix,
                segment.Index.Count
            );
            segment.Aborted = null;
            segment.IsSealed = true;
            _rolled.Dequeue();
            Volatile.Write(ref _rolledCount, _rolled.Count);
        }
        _environment.OpenFiles.Release(segment.File);
    }

    /// <summary>Keeps the newest snapshots at or before the begin of what a next start would have to scan; a later one is of no use.</summary>
    private void PruneSnapshots(long tailStart)
    {
        var offsets = _environment
            .Files.Files(Name.Directory)
            .Select(ProducerSnapshot.OffsetOf)
            .Where(o => o >= 0 && o <= tailStart)
            .ToList();
        foreach (var offset in offsets.Order().SkipLast(KeptSnapshots))
        {
            _environment.Files.DeleteFile(ProducerSnapshot.Path(Name.Directory, offset));
        }
    }
}
