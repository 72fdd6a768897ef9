namespace NbaPipeline.Cli;

/// <summary>The Kafka of one invocation.</summary>
internal interface IBroker
{
    /// <summary>Makes sure that a Kafka answers and holds on to it.</summary>
    /// <exception cref="CliException">None answers or none can be started (exit 3), or it is not the one this data dir belongs to (exit 2).</exception>
    Task<BrokerLease> AcquireAsync(BrokerUse use, CancellationToken cancel);
}
