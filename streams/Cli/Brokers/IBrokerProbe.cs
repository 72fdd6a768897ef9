namespace NbaPipeline.Cli;

/// <summary>Asks a Kafka whether it is there.</summary>
internal interface IBrokerProbe
{
    /// <summary>Cluster id; null when nothing answers in time.</summary>
    Task<string?> ClusterIdAsync(string bootstrap, TimeSpan timeout, CancellationToken cancel);
}
