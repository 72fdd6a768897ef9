using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded;

/// <summary>The broker of a host: started and stopped with it. Ask the host's services for it to learn the port.</summary>
public sealed class EmbeddedKafkaHostedService : IHostedService, IAsyncDisposable
{
    private readonly EmbeddedBrokerOptions _options;
    private readonly ILoggerFactory? _loggers;
    private readonly TimeProvider _time;
    private readonly IHostApplicationLifetime? _lifetime;

    internal EmbeddedKafkaHostedService(
        EmbeddedBrokerOptions options,
        ILoggerFactory? loggers,
        TimeProvider time,
        IHostApplicationLifetime? lifetime
    )
    {
        _options = options;
        _loggers = loggers;
        _time = time;
        _lifetime = lifetime;
    }

    /// <summary>The running broker; null before the host started and after it stopped.</summary>
    public EmbeddedBroker? Broker { get; private set; }

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Broker = await EmbeddedBroker.StartAsync(_options, _loggers, _time, cancellationToken);
        _ = StopHostAfterAsync(Broker.Stopped);
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Broker is { } broker)
        {
            Broker = null;
            await broker.DisposeAsync();
        }
    }

    /// <summary>A broker that stopped by itself leaves nothing to do for a host that needs it.</summary>
    private async Task StopHostAfterAsync(Task stopped)
    {
        try
        {
            await stopped;
        }
        catch (EmbeddedBrokerException)
        {
            // The broker has reported why.
            _lifetime?.StopApplication();
        }
    }
}
