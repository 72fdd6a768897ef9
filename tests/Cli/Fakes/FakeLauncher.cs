namespace NbaPipeline.Cli.Tests;

/// <summary>A Kafka that is a row in a table: alive or not, on a port.</summary>
internal sealed class FakeLauncher(FakeProbe probe) : IKafkaLauncher
{
    private string? _address;

    public string Home => "/fake/kafka";

    public int? Pid { get; set; }

    public List<string> Calls { get; } = [];

    /// <summary>Runs inside a start, e.g. to throw.</summary>
    public Func<Task>? OnStart { get; set; }

    public async Task<string> StartAsync(string dataDir, int port, CancellationToken cancel)
    {
        Calls.Add($"start {port}");
        if (OnStart is not null)
        {
            await OnStart();
        }

        Pid ??= 4711;
        _address ??= $"127.0.0.1:{port}";
        probe.Clusters[_address] = "cluster-1";
        return _address;
    }

    public Task StopAsync(string dataDir, CancellationToken cancel)
    {
        Calls.Add("stop");
        Die();
        return Task.CompletedTask;
    }

    public int? FindProcess(string dataDir) => Pid;

    public void Die()
    {
        Pid = null;
        if (_address is not null)
        {
            probe.Clusters.Remove(_address);
            _address = null;
        }
    }
}
