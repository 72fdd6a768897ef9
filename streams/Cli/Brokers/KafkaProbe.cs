using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace NbaPipeline.Cli;

internal sealed class KafkaProbe(IReadOnlyDictionary<string, string> settings) : IBrokerProbe
{
    public async Task<string?> ClusterIdAsync(string bootstrap, TimeSpan timeout, CancellationToken cancel)
    {
        var config = new AdminClientConfig { BootstrapServers = bootstrap };
        foreach (var (key, value) in settings)
        {
            config.Set(key, value);
        }

        using var admin = new AdminClientBuilder(config).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        try
        {
            var cluster = await admin.DescribeClusterAsync(new DescribeClusterOptions { RequestTimeout = timeout }).WaitAsync(cancel);
            return cluster.ClusterId;
        }
        catch (KafkaException)
        {
            return null;
        }
    }
}
