using Confluent.Kafka;
using Confluent.Kafka.Admin;
using NbaPipeline.Conformance.Tests.Brokers;
using Xunit.Abstractions;

namespace NbaPipeline.Conformance.Tests.Clients;

/// <summary>
/// Clients that others wrote, each driven by a script of its own language through what people do with it. The scripts pass on Apache Kafka: so
/// they say what a broker owes its clients, and the embedded one is held to the same.
/// </summary>
public abstract class ForeignClientTests(TestBroker broker, ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [SkippableFact]
    public async Task Kcat_produces_consumes_and_commits_transactions()
    {
        SkipWithout(ForeignClients.WhyNoKcat);
        string prefix = TestBroker.NewPrefix(),
            keyed = $"{prefix}-kcat-keyed",
            plain = $"{prefix}-kcat-plain";
        using (var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build())
        {
            await admin.CreateTopicsAsync([
                new TopicSpecification { Name = keyed, NumPartitions = 2 },
                new TopicSpecification { Name = plain, NumPartitions = 1 },
            ]);
        }
        await PassesAsync("bash", ForeignClients.Script("kcat.sh"), ForeignClients.Kcat, broker.Bootstrap, keyed, plain);
    }

    [SkippableFact]
    public async Task Kafka_python_administers_produces_consumes_and_commits()
    {
        SkipWithout(ForeignClients.WhyNoPython);
        await PassesAsync(ForeignClients.Python, ForeignClients.Script("scenario.py"), broker.Bootstrap, TestBroker.NewPrefix());
    }

    [SkippableFact]
    public async Task Kafkajs_administers_produces_consumes_transacts_and_fences()
    {
        SkipWithout(ForeignClients.WhyNoKafkaJs);
        await PassesAsync("node", ForeignClients.Script("scenario.mjs"), broker.Bootstrap, TestBroker.NewPrefix());
    }

    [SkippableFact]
    public async Task The_tools_of_Apache_Kafka_administer_produce_consume_and_copy_in_transactions()
    {
        SkipWithout(ForeignClients.WhyNoJavaTools);
        await PassesAsync("bash", ForeignClients.Script("java-tools.sh"), Repository.KafkaScript, broker.Bootstrap, TestBroker.NewPrefix());
    }

    private void SkipWithout(string? missing)
    {
        Skip.If(broker.Absence is not null, broker.Absence);
        Skip.If(missing is not null, missing);
    }

    private async Task PassesAsync(string program, params string[] arguments)
    {
        var result = await ExternalTool.RunAsync(program, arguments, Limit);
        output.WriteLine(result.Output);
        var failed = result.Lines.Where(line => !line.StartsWith("ok ", StringComparison.Ordinal));
        result.ExitCode.ShouldBe(0, $"on {broker.Name}:\n{string.Join('\n', failed)}");
        result.Lines.ShouldContain(line => line.StartsWith("ok ", StringComparison.Ordinal), "the script did nothing");
    }
}
