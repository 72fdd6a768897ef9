using System.Globalization;
using NbaPipeline.Conformance.Tests.Brokers;
using NbaPipeline.Kafka.Embedded;
using Xunit.Abstractions;

namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>
/// The same client actions on Apache Kafka and on the embedded broker, to the byte of the protocol: answers, records under both isolations,
/// offsets, errors. NBA_DIFFERENTIAL_SEED runs one seed, NBA_DIFFERENTIAL_SEEDS that many, NBA_DIFFERENTIAL_STEPS sets the length,
/// NBA_DIFFERENTIAL_GO_ON=1 shows all differences and fails at none.
/// </summary>
[Collection(OnApache.Name)]
public sealed class DifferentialTests(ApacheTestBroker apache, ITestOutputHelper output)
{
    private static readonly int Seeds = Setting("NBA_DIFFERENTIAL_SEEDS", 5);
    private static readonly int Steps = Setting("NBA_DIFFERENTIAL_STEPS", 300);

    [SkippableFact]
    public async Task The_embedded_broker_answers_as_Apache_Kafka_does()
    {
        Skip.If(apache.Absence is not null, apache.Absence);
        await using var broker = await EmbeddedBroker.StartAsync(
            new EmbeddedBrokerOptions
            {
                DataDirectory = ":memory:",
                Port = 0,
                AutoCreateTopics = false,
                DefaultPartitions = 1,
                GroupInitialRebalanceDelayMs = 0,
            }
        );
        await AgreeAsync("Apache Kafka", apache.Bootstrap, "the embedded broker", broker.BootstrapServers);
    }

    /// <summary>Two namespaces on one Apache Kafka: whatever differs here is no difference of brokers but a fault of the steps.</summary>
    [SkippableFact]
    public async Task Apache_Kafka_answers_as_itself()
    {
        Skip.If(apache.Absence is not null, apache.Absence);
        await AgreeAsync("Apache Kafka", apache.Bootstrap, "Apache Kafka again", apache.Bootstrap);
    }

    private async Task AgreeAsync(string left, string leftBootstrap, string right, string rightBootstrap)
    {
        var one = Setting("NBA_DIFFERENTIAL_SEED", 0);
        foreach (var seed in one > 0 ? [one] : Enumerable.Range(1, Seeds))
        {
            await using var first = new Peer(left, leftBootstrap, TestBroker.NewPrefix());
            await using var second = new Peer(right, rightBootstrap, TestBroker.NewPrefix());
            await new DifferentialRun(seed, Steps, Setting("NBA_DIFFERENTIAL_GO_ON", 0) > 0, output).TakeAsync([first, second]);
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
