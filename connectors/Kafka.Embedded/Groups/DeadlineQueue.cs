using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>
/// All timeouts of all groups, on one timer (spec section 12.1). Its lock is the innermost one: it may be taken under a group's lock, and
/// nothing is called under it. Moving a deadline later, which every heartbeat does, writes one field.
/// </summary>
internal sealed class DeadlineQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _start;
    private readonly PriorityQueue<Deadline, long> _queue = new();
    private readonly ITimer _timer;
    private long _timerMs = Deadline.Never;
    private bool _disposed;

    public DeadlineQueue(TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(static queue => ((DeadlineQueue)queue!).Run(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Monotonic milliseconds since the queue was made.</summary>
    public long NowMs => (long)_time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>Sets or moves a deadline to <paramref name="delayMs"/> from now.</summary>
    public void Set(Deadline deadline, long delayMs)
    {
        long dueMs = NowMs + Math.Max(0, delayMs);
        lock (_lock)
        {
            deadline.DueMs = dueMs;
            if (dueMs < deadline.QueuedMs)
            {
                Enqueue(deadline);
                Arm();
            }
        }
    }

    public void Clear(Deadline deadline)
    {
        lock (_lock)
        {
            deadline.DueMs = Deadline.Never;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _queue.Clear();
        }

        _timer.Dispose();
    }

    private void Run()
    {
        lock (_lock)
        {
            _timerMs = Deadline.Never;
        }

        PassDue();
    }

    /// <summary>
    /// Lets pass what is due without waiting for the timer, which may be some milliseconds late: who asks about a group must not find a member whose
    /// time is over. Call it without locks.
    /// </summary>
    public void PassDue()
    {
        while (NextPassed() is { } deadline)
        {
            try
            {
                deadline.Passed();
            }
            catch (Exception e)
            {
                // A fault in one group must neither stop the timeouts of the others nor end the process.
                GroupLog.TimeoutFailed(_logger, e);
            }
        }
    }

    /// <summary>Takes one deadline that has passed, or arms the timer for the next one.</summary>
    private Deadline? NextPassed()
    {
        lock (_lock)
        {
            long now = NowMs;
            while (_queue.TryPeek(out Deadline? deadline, out long queuedMs) && queuedMs <= now)
            {
                _queue.Dequeue();
                if (queuedMs != deadline.QueuedMs)
                {
                    continue; // It was moved to an earlier moment and has its own place there.
                }

                deadline.QueuedMs = Deadline.Never;
                if (deadline.DueMs <= now)
                {
                    deadline.DueMs = Deadline.Never;
                    return deadline;
                }

                if (deadline.IsSet)
                {
                    Enqueue(deadline);
                }
            }

            Arm();
            return null;
        }
    }

    private void Enqueue(Deadline deadline)
    {
        if (!_disposed)
        {
            deadline.QueuedMs = deadline.DueMs;
            _queue.Enqueue(deadline, deadline.DueMs);
        }
    }

    private void Arm()
    {
        if (!_disposed && _queue.TryPeek(out _, out long nextMs) && nextMs < _timerMs)
        {
            _timerMs = nextMs;
            // One more millisecond, since the clock's fraction is cut off: waking early would only arm the timer again.
            _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(nextMs - NowMs + 1, 1, int.MaxValue)), Timeout.InfiniteTimeSpan);
        }
    }
}
