namespace NbaPipeline.Kafka.Embedded.Tests.Handlers;

/// <summary>The system's clock, which tells when a request begins to wait: it sets a timer as long as the client is patient.</summary>
/// <param name="patience">How long the request waits; no timer of the broker itself is as long.</param>
internal sealed class ParkNotice(TimeSpan patience) : TimeProvider
{
    private readonly TaskCompletionSource _parked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a request waits.</summary>
    public Task Parked => _parked.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > patience / 2)
        {
            _parked.TrySetResult();
        }
        return timer;
    }
}
