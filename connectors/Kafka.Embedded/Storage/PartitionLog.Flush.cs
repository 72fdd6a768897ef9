namespace NbaPipeline.Kafka.Embedded.Storage;

/// <content>Flushing (spec section 8.6): group commit under EveryAck, the dirty files otherwise.</content>
internal sealed partial class PartitionLog
{
    // Guarded by _sync.
    private readonly List<(long End, TaskCompletionSource Done)> _waiters = [];
    private long _flushedEnd;
    private long _flushDemand;
    private long _unflushedRecords;
    private long _unflushedSinceMs = -1;
    private bool _isDirectoryDirty;
    private bool _flushFailed;

    FlushTicket IFlushable.Ticket { get; } = new();

    /// <summary>There is something that must be flushed sooner or later.</summary>
    public bool IsDirty => _environment.Flushes && LogEnd > Volatile.Read(ref _flushedEnd) && !Volatile.Read(ref _flushFailed);

    private bool HasWork => Volatile.Read(ref _flushDemand) > Volatile.Read(ref _flushedEnd) || Volatile.Read(ref _rolledCount) > 0;

    /// <summary>
    /// Completes when the log is flushed up to <paramref name="endOffset"/>, if the policy or the topic asks for that before an acknowledgement; else at once.
    /// </summary>
    /// <exception cref="BrokerStorageException">The flush failed, or the partition was deleted: what was not flushed may be lost.</exception>
    public ValueTask FlushedTo(long endOffset)
    {
        var mustWait = _environment.FlushesEveryAck || endOffset <= Volatile.Read(ref _flushDemand);
        return mustWait && endOffset > Volatile.Read(ref _flushedEnd) && _environment.Flushes
            ? new ValueTask(WaitForFlush(endOffset))
            : default;
    }

    /// <summary>Flushes all that is appended by now, whatever the policy (except Never).</summary>
    public Task FlushToEndAsync() =>
        _environment.Flushes && LogEnd is var end && end > Volatile.Read(ref _flushedEnd) ? WaitForFlush(end) : Task.CompletedTask;

    void IFlushable.RunDue()
    {
        if (Volatile.Read(ref _flushDemand) > Volatile.Read(ref _flushedEnd))
        {
            Flush();
        }
        SealRolled();
    }

    private Task WaitForFlush(long endOffset)
    {
        TaskCompletionSource done;
        lock (_sync)
        {
            if (_flushedEnd >= endOffset)
            {
                return Task.CompletedTask;
            }
            if (_flushFailed || _isDeleted || _isClosed)
            {
                return Task.FromException(NotFlushed());
            }
            done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((endOffset, done));
            Volatile.Write(ref _flushDemand, Math.Max(_flushDemand, endOffset));
        }
        _environment.Flusher.Enqueue(this);
        return done.Task;
    }

    /// <summary>Under the lock, after an append: decides whether it asks for a flush.</summary>
    private void CountForFlush(in BatchHeader stored, long nowMs)
    {
        if (!_environment.Flushes)
        {
            return;
        }
        _unflushedRecords += stored.Count;
        if (_unflushedSinceMs < 0)
        {
            _unflushedSinceMs = nowMs;
        }
        var config = _config;
        if (_environment.FlushesEveryAck || _unflushedRecords >= config.FlushMessages || nowMs - _unflushedSinceMs >= config.FlushMs)
        {
            Volatile.Write(ref _flushDemand, _logEnd);
        }
    }

    /// <summary>Forces everything appended so far to the disk. False if that failed, which is final (spec section 8.2).</summary>
    private bool Flush()
    {
        List<TaskCompletionSource> released = [];
        var newBytes = -1L;
        bool succeeded;
        lock (_flushing)
        {
            succeeded = TryBeginFlush(out var work) && TryRun(work);
            lock (_sync)
            {
                if (succeeded)
                {
                    work.MarkDone();
                    Volatile.Write(ref _flushedEnd, Math.Max(_flushedEnd, work.End));
                    _flushedAppendedBytes = Math.Max(_flushedAppendedBytes, work.AppendedBytes);
                    newBytes = UpdateVisible();
                }
                TakeWaiters(released);
            }
        }
        Release(released, succeeded);
        Notify(newBytes);
        return succeeded;
    }

    private bool TryBeginFlush(out FlushWork work)
    {
        lock (_sync)
        {
            work = default;
            if (_flushFailed || _isClosed)
            {
                return false;
            }
            List<(Segment, long)> dirty = [.. _segments.Where(s => s.FlushedBytes < s.LengthBytes).Select(s => (s, s.LengthBytes))];
            work = new FlushWork(_logEnd, _appendedBytes, _isDirectoryDirty, dirty);
            _isDirectoryDirty = false;
            _unflushedRecords = 0;
            _unflushedSinceMs = -1;
            return true;
        }
    }

    private bool TryRun(in FlushWork work)
    {
        try
        {
            work.Run(_environment, Name.Directory);
            return true;
        }
        catch (Exception e) when (IsDiskError(e))
        {
            FlushFailed(e);
            return false;
        }
    }

    // The kernel drops the pages it could not write, and the next fsync succeeds: trying again would acknowledge what is lost.
    private void FlushFailed(Exception reason)
    {
        lock (_sync)
        {
            _flushFailed = true;
            Fail("flushing", reason);
        }
    }

    // Under the lock: those whose end is flushed; all of them when no flush will come any more.
    private void TakeWaiters(List<TaskCompletionSource> released)
    {
        var isOver = _flushFailed || _isDeleted || _isClosed;
        for (var i = _waiters.Count - 1; i >= 0; i--)
        {
            if (isOver || _waiters[i].End <= _flushedEnd)
            {
                released.Add(_waiters[i].Done);
                _waiters.RemoveAt(i);
            }
        }
    }

    private void Release(List<TaskCompletionSource> released, bool succeeded)
    {
        foreach (var done in released)
        {
            if (succeeded)
            {
                done.TrySetResult();
            }
            else
            {
                done.TrySetException(NotFlushed());
            }
        }
    }

    private BrokerStorageException NotFlushed() => new(_failure ?? $"{Name} was closed or deleted before it was flushed.");
}
