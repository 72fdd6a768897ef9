using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <content>Moving the log start, by clients or by retention, and removing what lies before it (spec section 14.1).</content>
internal sealed partial class PartitionLog
{
    // Guarded by _maintenance: renamed files and when they may go.
    private readonly Queue<(long DueMs, string Path)> _removed = new();

    /// <summary>Moves the log start to <paramref name="offset"/> (-1: the high watermark); it is on the disk when this returns. Answers the new log start.</summary>
    public (ErrorCode Error, long LowWatermark) DeleteRecords(long offset)
    {
        try
        {
            lock (_maintenance)
            {
                var highWatermark = HighWatermark;
                var target = offset == -1 ? highWatermark : offset;
                if (IsDeleted)
                {
                    return (ErrorCode.UnknownTopicOrPartition, -1);
                }
                if (target < 0 || target > highWatermark)
                {
                    return (ErrorCode.OffsetOutOfRange, -1);
                }
                if (Failure is not null)
                {
                    return (ErrorCode.KafkaStorageError, -1);
                }
                MoveLogStart(target);
            }
        }
        catch (IOException e)
        {
            _environment.Logger.WillRetry(e, Name, $"recording log start {offset}");
            return (ErrorCode.KafkaStorageError, -1);
        }
        Notify(0);
        return (ErrorCode.None, LogStart);
    }

    /// <summary>Removes old segments, expires producer ids, removes files due, makes damaged indexes anew. Blocks on the disk.</summary>
    public void ApplyRetention()
    {
        var before = LogStart;
        lock (_maintenance)
        {
            if (IsDeleted || Failure is not null)
            {
                return;
            }
            var nowMs = _environment.NowMs;
            lock (_sync)
            {
                _producers.Expire(nowMs - _environment.Options.ProducerIdExpirationMs);
                RollAged(nowMs);
            }
            SealRolled();
            MoveLogStart(RetainedFrom(nowMs));
            RemoveFilesDue(nowMs);
            RepairIndexes();
        }
        if (LogStart != before)
        {
            Notify(0);
        }
    }

    // Only closed segments are removed, so an active one that is too old as a whole is closed first.
    private void RollAged(long nowMs)
    {
        if (!_isStopping && !Active.IsEmpty && IsAged(Active, nowMs) && Active.NextOffset <= _lastStableOffset)
        {
            Roll();
        }
    }

    private bool IsAged(Segment segment, long nowMs)
    {
        var config = _config;
        var largestMs = segment.LargestTimestamp >= 0 ? segment.LargestTimestamp : segment.LastAppendMs;
        return config is { Delete: true, RetentionMs: >= 0 } && nowMs - largestMs > config.RetentionMs;
    }

    /// <summary>The base offset of the first segment that retention keeps.</summary>
    private long RetainedFrom(long nowMs)
    {
        var config = _config;
        var view = View();
        var total = SizeBytes;
        var at = 0;
        for (; at < view.Segments.Length - 1; at++)
        {
            var segment = view.Segments[at];
            var isTooMuch = config is { Delete: true, RetentionBytes: >= 0 } && total - segment.LengthBytes >= config.RetentionBytes;
            if (!segment.IsSealed || view.EndOf(at) > view.LastStableOffset || !(isTooMuch || IsAged(segment, nowMs)))
            {
                break;
            }
            total -= segment.LengthBytes;
        }
        return view.Segments[at].BaseOffset;
    }

    /// <summary>Under maintenance: records the move first, then shows it, then removes whole segments below. Does nothing if it is no move forward.</summary>
    private void MoveLogStart(long offset)
    {
        if (offset > LogStart)
        {
            _environment.Journal.LogStartMoved(TopicId, Partition, offset);
            lock (_sync)
            {
                Volatile.Write(ref _logStart, offset);
                UpdateVisible();
            }
        }
        RemoveSegmentsBelowStart();
    }

    private void RemoveSegmentsBelowStart()
    {
        List<Segment> removed = [];
        lock (_sync)
        {
            while (
                removed.Count < _segments.Length - 1
                && _segments[removed.Count].IsSealed
                && _segments[removed.Count + 1].BaseOffset <= _logStart
            )
            {
                removed.Add(_segments[removed.Count]);
            }
            _segments = _segments[removed.Count..];
            Volatile.Write(ref _sizeBytes, _sizeBytes - removed.Sum(s => s.LengthBytes));
        }
        var dueMs = _environment.NowMs + _config.FileDeleteDelayMs;
        foreach (var segment in removed)
        {
            Rename(segment, dueMs);
            _environment.OpenFiles.Remove(segment.File);
        }
    }

    // A name that stays after a crash is removed by the next start, which knows the log start.
    private void Rename(Segment segment, long dueMs)
    {
        var log = segment.Stem + Segment.LogSuffix;
        _environment.OpenFiles.Rename(segment.File, log + LogPaths.DeletedSuffix);
        _removed.Enqueue((dueMs, log + LogPaths.DeletedSuffix));
        foreach (var sidecar in new[] { segment.Stem + Segment.IndexSuffix, segment.Stem + Segment.AbortedSuffix })
        {
            if (_environment.Files.FileExists(sidecar))
            {
                _environment.Files.Rename(sidecar, sidecar + LogPaths.DeletedSuffix);
                _removed.Enqueue((dueMs, sidecar + LogPaths.DeletedSuffix));
            }
        }
    }

    private void RemoveFilesDue(long nowMs)
    {
        while (_removed.TryPeek(out var next) && next.DueMs <= nowMs)
        {
            _environment.Files.DeleteFile(next.Path);
            _removed.Dequeue();
        }
    }

    private void RepairIndexes()
    {
        var segments = View().Segments;
        foreach (var segment in segments.Where(s => s.Index is DiskIndex { IsDamaged: true }))
        {
            var file = _environment.OpenFiles.TryAcquire(segment.File);
            if (file is null)
            {
                continue;
            }
            try
            {
                SegmentRepair.RebuildIndex(_environment, segment, file, _config.IndexIntervalBytes);
                _environment.Logger.Rebuilt(Name, segment.Stem + Segment.IndexSuffix);
            }
            catch (BrokerStorageException e)
            {
                _environment.Logger.WillRetry(e, Name, $"making the index of the segment at {segment.BaseOffset} anew");
            }
            finally
            {
                _environment.OpenFiles.Release(segment.File);
            }
        }
    }
}
