namespace NbaPipeline.Kafka.Embedded.Tests.Network;

/// <summary>A clock that moves only when told; its timers fire in the thread that moves it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
        {
            _timers.Add(timer);
        }
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (Next(end) is { } timer)
        {
            timer.Fire();
        }
        lock (_lock)
        {
            _now = end;
        }
    }

    private ManualTimer? Next(DateTimeOffset end)
    {
        lock (_lock)
        {
            var next = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
            if (next is not null && next.Due > _now)
            {
                _now = next.Due;
            }
            return next;
        }
    }

    private sealed class ManualTimer(ManualTime time, Action callback) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                _period = period;
                Due = dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : time._now + dueTime;
            }
            return true;
        }

        public void Fire()
        {
            lock (time._lock)
            {
                Due = _period > TimeSpan.Zero ? time._now + _period : DateTimeOffset.MaxValue;
            }
            callback();
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
