using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Cli.Run;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Cli.Tests;

/// <summary>-X reaches every client. Nothing is listening here: that a part refuses the setting proves that it was given.</summary>
public sealed class ClientSettingsTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("no.such.key=1", "no.such.key")]
    [InlineData("security.protocol=pigeon", "security.protocol")]
    public async Task What_no_client_takes_exits_2_before_a_Kafka_is_looked_for(string setting, string named)
    {
        var services = new CliServices { Probe = _ => throw new InvalidOperationException("a Kafka was looked for") };
        foreach (
            var verb in (string[][])
                [
                    ["topics", "list"],
                    ["run", "--data", _temp.Path],
                    ["status"],
                ]
        )
        {
            var run = await CliRun.With(new() { Services = services }, [.. verb, "--bootstrap", "127.0.0.1:1", "-X", setting]);
            run.Code.ShouldBe(2, run.Error);
            run.Error.ShouldContain("librdkafka refuses a setting given with -X");
            run.Error.ShouldContain(named);
        }
    }

    [Fact]
    public async Task Brokers_are_named_with_bootstrap_only()
    {
        var run = await CliRun.Of("topics", "list", "--bootstrap", "127.0.0.1:1", "-X", "bootstrap.servers=127.0.0.1:2");
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("use --bootstrap");
    }

    [Theory]
    [InlineData("no.such.key", "1")]
    [InlineData("security.protocol", "pigeon")]
    public async Task Every_part_of_a_run_is_given_them(string name, string value)
    {
        var endpoint = Endpoint(name, value);
        await SeesAsync(name, () => new TopicCreator(endpoint).CreateAsync(null, default));
        await SeesAsync(name, () => Source(endpoint).RunAsync(default));
        await SeesAsync(name, () => MaterialiseAsync(endpoint));
        foreach (var stage in Topologies.Stages.All)
        {
            await using var running = new EngineStage(
                stage,
                Options,
                endpoint,
                new InMemorySchemaRegistry(),
                TimeProvider.System,
                NullLoggerFactory.Instance
            );
            await SeesAsync(name, () => running.StartAsync(default));
        }
    }

    [Theory]
    [InlineData("no.such.key", "1")]
    [InlineData("security.protocol", "pigeon")]
    public async Task The_looking_and_writing_verbs_are_given_them(string name, string value)
    {
        var endpoint = Endpoint(name, value);
        await SeesAsync(name, () => Task.Run(() => new KafkaView(endpoint).Dispose()));
        await SeesAsync(name, () => Task.Run(() => new KafkaSink(endpoint, "t").Dispose()));
        using var kafka = new FakeKafka();
        kafka.Topic("_schemas");
        using var codec = new RegistryCodec(endpoint, kafka);
        var framed = new TopicRecord("t", 0, 0, 0, null, [0, 0, 0, 0, 1, 2], []);
        codec.Decode(framed).Reason.ShouldNotBeNull().ShouldContain(name);
    }

    [Fact]
    public void The_stages_of_a_run_wait_briefly_for_records_unless_told_otherwise()
    {
        EngineStage.PropertiesOf(Endpoint("linger.ms", "1"))["consumer.fetch.wait.max.ms"].ShouldBe("10");
        EngineStage.PropertiesOf(Endpoint("fetch.wait.max.ms", "99")).ShouldHaveSingleItem().Value.ShouldBe("99");
    }

    private RunOptions Options =>
        new()
        {
            Folder = _temp.Folder,
            Input = _temp.Path,
            Seasons = [],
            Threads = 1,
            CommitIntervalMs = 100,
        };

    private SeasonSource Source(KafkaEndpoint endpoint)
    {
        File.WriteAllText(
            Path.Combine(_temp.Path, "schedule.csv"),
            "season,season_type,game_id,game_date,home,away,home_name,away_name,winner,neutral_site\n"
                + "2023-24,regular_season,0022300061,2023-10-24,DEN,LAL,Denver Nuggets,Los Angeles Lakers,DEN,0\n"
        );
        var pace = new StageLead([], TimeProvider.System, static _ => { });
        return new(Options, endpoint, new InMemorySchemaRegistry(), pace, TimeProvider.System, _ => { }, NullLoggerFactory.Instance);
    }

    private async Task MaterialiseAsync(KafkaEndpoint endpoint)
    {
        await using var tables = new TableKeeper(
            _temp.Folder,
            endpoint,
            new InMemorySchemaRegistry(),
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
        await tables.StartAsync(default);
        await tables.CatchUpAsync([new PartitionEnds("nba.raw.schedule", 0, 0, 1)], default);
    }

    private static KafkaEndpoint Endpoint(string name, string value) =>
        new("127.0.0.1:1", new Dictionary<string, string> { [name] = value }, TimeSpan.FromSeconds(1), null);

    private static async Task SeesAsync(string name, Func<Task> part) =>
        (await Should.ThrowAsync<Exception>(part)).ToString().ShouldContain(name);
}
