using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded;

namespace NbaPipeline.Cli;

/// <summary>The real embedded broker.</summary>
internal sealed class BrokerHost(ILoggerFactory loggers, TimeProvider clock) : IBrokerHost
{
    public async Task<IRunningBroker?> TryStartAsync(EmbeddedBrokerOptions options, CancellationToken cancel)
    {
        try
        {
            return new Running(await EmbeddedBroker.StartAsync(options, loggers, clock, cancel));
        }
        catch (EmbeddedBrokerInUseException)
        {
            return null;
        }
        catch (EmbeddedBrokerException e)
        {
            throw new CliException(ExitCode.NotReady, e.Message, options.DataDirectory, inner: e);
        }
    }

    private sealed class Running(EmbeddedBroker broker) : IRunningBroker
    {
        public string Bootstrap => broker.BootstrapServers;

        public int Port => broker.Port;

        public string ClusterId => broker.ClusterId;

        public Task Stopped => broker.Stopped;

        public ValueTask DisposeAsync() => broker.DisposeAsync();
    }
}
