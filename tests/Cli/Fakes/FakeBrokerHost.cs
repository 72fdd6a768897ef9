using NbaPipeline.Kafka.Embedded;

namespace NbaPipeline.Cli.Tests;

/// <summary>Embedded brokers as rows in a table: one per data folder at a time.</summary>
internal sealed class FakeBrokerHost(FakeProbe probe) : IBrokerHost
{
    private int _nextPort = 21_500;

    public HashSet<string> Open { get; } = [];

    public List<string> Calls { get; } = [];

    public Task<IRunningBroker?> TryStartAsync(EmbeddedBrokerOptions options, CancellationToken cancel)
    {
        if (!Open.Add(options.DataDirectory))
        {
            return Task.FromResult<IRunningBroker?>(null);
        }

        var port = options.Port == 0 ? _nextPort++ : options.Port;
        Calls.Add($"start {port}");
        _last = new TaskCompletionSource();
        var broker = new Running(this, options.DataDirectory, port, _last.Task);
        probe.Clusters[broker.Bootstrap] = broker.ClusterId;
        return Task.FromResult<IRunningBroker?>(broker);
    }

    /// <summary>What a kill leaves: nobody holds the data, nobody answers.</summary>
    public void Die()
    {
        Open.Clear();
        probe.Clusters.Clear();
    }

    /// <summary>What a disk that fails does to the broker last started.</summary>
    public void Fail(Exception reason) => _last!.SetException(reason);

    private TaskCompletionSource? _last;

    private sealed class Running(FakeBrokerHost host, string data, int port, Task stopped) : IRunningBroker
    {
        public string Bootstrap => $"127.0.0.1:{port}";

        public int Port => port;

        public string ClusterId => "cluster-1";

        public Task Stopped => stopped;

        public ValueTask DisposeAsync()
        {
            host.Calls.Add("stop");
            host.Open.Remove(data);
            host.Forget(Bootstrap);
            return ValueTask.CompletedTask;
        }
    }

    private void Forget(string address) => probe.Clusters.Remove(address);
}
