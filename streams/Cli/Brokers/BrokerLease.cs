namespace NbaPipeline.Cli;

/// <summary>The right to use a Kafka. Leaving it may stop a broker that was started for the data dir.</summary>
internal sealed class BrokerLease(string bootstrap, string how, Func<Task>? leave) : IAsyncDisposable
{
    private Func<Task>? _leave = leave;

    public string Bootstrap { get; } = bootstrap;

    /// <summary>For people: started, taken over, external.</summary>
    public string How { get; } = how;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _leave, null) is { } leave)
        {
            await leave();
        }
    }
}
