namespace NbaPipeline.Cli.Commands;

/// <summary>A Kafka for one look: the lease on the broker and a view of it.</summary>
internal sealed class KafkaSession : IAsyncDisposable
{
    private readonly BrokerLease _lease;

    private KafkaSession(BrokerLease lease, KafkaEndpoint endpoint, IKafkaView view)
    {
        _lease = lease;
        Endpoint = endpoint;
        View = view;
    }

    public KafkaEndpoint Endpoint { get; }

    public IKafkaView View { get; }

    public static async Task<KafkaSession> OpenAsync(VerbContext context, CancellationToken cancel)
    {
        var lease = await BrokerChoice.For(context, BrokerUse.Look).AcquireAsync(BrokerUse.Look, cancel);
        try
        {
            var endpoint = new KafkaEndpoint(
                lease.Bootstrap,
                context.ClientSettings,
                context.Timeout,
                context.Verbose ? context.Say : null
            );
            return new KafkaSession(lease, endpoint, context.Services.Kafka(endpoint));
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        View.Dispose();
        await _lease.DisposeAsync();
    }
}
