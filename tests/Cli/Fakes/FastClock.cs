namespace NbaPipeline.Cli.Tests;

/// <summary>A clock whose waits are over at once: every timer advances it by the time waited for.</summary>
internal sealed class FastClock : TimeProvider
{
    private long _now;

    /// <summary>What the world does while someone waits.</summary>
    public Action? OnTimer { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            Interlocked.Add(ref _now, dueTime.Ticks);
        }

        OnTimer?.Invoke();
        return System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
