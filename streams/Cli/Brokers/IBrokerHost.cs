using NbaPipeline.Kafka.Embedded;

namespace NbaPipeline.Cli;

/// <summary>Runs embedded brokers inside this process; tests have one that is a row in a table.</summary>
internal interface IBrokerHost
{
    /// <summary>Starts on the options' data; null while another process has that data open.</summary>
    Task<IRunningBroker?> TryStartAsync(EmbeddedBrokerOptions options, CancellationToken cancel);
}
