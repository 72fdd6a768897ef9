namespace NbaPipeline.Cli.Tests;

/// <summary>Clusters that answer, by address.</summary>
internal sealed class FakeProbe : IBrokerProbe
{
    public Dictionary<string, string> Clusters { get; } = [];

    public Task<string?> ClusterIdAsync(string bootstrap, TimeSpan timeout, CancellationToken cancel) =>
        Task.FromResult(Clusters.GetValueOrDefault(bootstrap));
}
