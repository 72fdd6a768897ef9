namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>
/// Wakes a parked fetch: when enough bytes became visible, when something else changed, or when its time is over. Signals that come together
/// are one wake-up, and the fetch continues on the pool, never in the thread that appended (spec section 16).
/// </summary>
internal sealed class FetchWaiter : IDisposable
{
    private readonly ITimer _timer;
    private volatile TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _timeIsOver;
    private long _neededBytes;

    /// <param name="time">The clock.</param>
    /// <param name="left">How long to wait at most.</param>
    public FetchWaiter(TimeProvider time, TimeSpan left)
    {
        var due = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        _timer = time.CreateTimer(static w => ((FetchWaiter)w!).Expire(), this, due, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time the client was willing to wait has passed. The timer says so, not the clock: timers may be a little early.</summary>
    public bool TimeIsOver => _timeIsOver;

    /// <summary>Completes at the first signal since <see cref="Arm"/>.</summary>
    public Task Signalled => _signal.Task;

    /// <summary>Forgets former signals. Comes before the plan is made, so that nothing that happens after the plan is missed.</summary>
    public void Arm()
    {
        if (_signal.Task.IsCompleted)
        {
            _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        Interlocked.Exchange(ref _neededBytes, long.MaxValue); // a full fence, too: the new signal is visible before the plan looks at anything
    }

    /// <summary>The plan is this many bytes short. What became visible since <see cref="Arm"/> counts, though it may be in the plan: that only wakes early.</summary>
    public void Need(long bytes)
    {
        if (Interlocked.Add(ref _neededBytes, bytes - long.MaxValue) <= 0)
        {
            Signal();
        }
    }

    /// <summary>So many bytes more became visible.</summary>
    public void Add(long bytes)
    {
        if (Interlocked.Add(ref _neededBytes, -bytes) <= 0)
        {
            Signal();
        }
    }

    /// <summary>
    /// Wakes the fetch. What the caller changed before must be visible before the signal is looked up: otherwise the caller completes one that
    /// <see cref="Arm"/> is just replacing, the plan behind it does not see the change yet, and nothing ever wakes that fetch.
    /// </summary>
    public void Signal()
    {
        Interlocked.MemoryBarrier(); // pairs with the exchange in Arm
        _signal.TrySetResult();
    }

    public void Dispose() => _timer.Dispose();

    private void Expire()
    {
        _timeIsOver = true;
        Signal();
    }
}
