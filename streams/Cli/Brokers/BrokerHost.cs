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
            return new Running(await EmbeddedBroker.StartAsync(options, loggers, clock, cancel), options.DataDirectory);
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

    private static async Task StoppedAsync(EmbeddedBroker broker, string data)
    {
        try
        {
            await broker.Stopped;
        }
        catch (EmbeddedBrokerException e)
        {
            throw new CliException(
                ExitCode.Failed,
                e.Message,
                data,
                remedy: "mend the disk and run again: what was acknowledged is there",
                inner: e
            );
        }
    }

    private sealed class Running(EmbeddedBroker broker, string data) : IRunningBroker
    {
        public string Bootstrap => broker.BootstrapServers;

        public int Port => broker.Port;

        public string ClusterId => broker.ClusterId;

        public Task Stopped { get; } = StoppedAsync(broker, data);

        public ValueTask DisposeAsync() => broker.DisposeAsync();
    }
}
