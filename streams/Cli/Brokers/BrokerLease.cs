namespace NbaPipeline.Cli;

/// <summary>The right to use a Kafka. Leaving it may stop a broker that was started for the data dir.</summary>
internal sealed class BrokerLease(string bootstrap, string how, Func<Task>? leave, Task? stopped = null) : IAsyncDisposable
{
    private Func<Task>? _leave = leave;

    public string Bootstrap { get; } = bootstrap;

    /// <summary>For people: embedded, started, taken over, external.</summary>
    public string How { get; } = how;

    /// <summary>Fails when a broker inside this process stopped by itself; never completes for another one.</summary>
    public Task Stopped { get; } = stopped ?? new TaskCompletionSource().Task;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _leave, null) is { } leave)
        {
            await leave();
        }
    }
}
