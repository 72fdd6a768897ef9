using NbaPipeline.Kafka.Embedded;

namespace NbaPipeline.Cli.Tests;

public sealed class BrokerCommandTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Every_option_reaches_the_broker()
    {
        var users = Path.Combine(_temp.Path, "users");
        await File.WriteAllTextAsync(users, "ann:one\nbob:two:three\n");
        var options = await StartAsync(
            "--listen=127.0.0.1:0",
            "--advertise=localhost",
            "--flush=every-ack",
            "--partitions=7",
            "--no-auto-create",
            "--strict-replication",
            "--rebalance-delay-ms=3000",
            $"--sasl-file={users}"
        );
        options.ShouldSatisfyAllConditions(
            o => o.DataDirectory.ShouldBe(_temp.Folder.Broker),
            o => o.Port.ShouldBe(0),
            o => o.AdvertisedHost.ShouldBe("localhost"),
            o => o.FlushPolicy.ShouldBe(FlushPolicy.EveryAck),
            o => o.DefaultPartitions.ShouldBe(7),
            o => o.AutoCreateTopics.ShouldBeFalse(),
            o => o.StrictReplication.ShouldBeTrue(),
            o => o.GroupInitialRebalanceDelayMs.ShouldBe(3000),
            o => o.SaslUsers.ShouldBe(new Dictionary<string, string> { ["ann"] = "one", ["bob"] = "two:three" }, ignoreOrder: true)
        );
    }

    [Fact]
    public async Task Without_options_the_broker_has_its_own_defaults()
    {
        var options = await StartAsync();
        var defaults = new EmbeddedBrokerOptions { DataDirectory = _temp.Folder.Broker };
        foreach (var property in typeof(EmbeddedBrokerOptions).GetProperties())
        {
            property.GetValue(options).ShouldBe(property.GetValue(defaults), property.Name);
        }
    }

    /// <summary>Runs the verb up to the start of a broker; what that was to be started with.</summary>
    private async Task<EmbeddedBrokerOptions> StartAsync(params string[] more)
    {
        var host = new RefusingHost();
        var setting = new CliRun.Setting { Services = new CliServices { BrokerHost = _ => host } };
        var run = await CliRun.With(setting, ["broker", "--data-dir", _temp.Path, .. more]);
        run.Error.ShouldContain(RefusingHost.Reason);
        return host.Options.ShouldNotBeNull();
    }

    private sealed class RefusingHost : IBrokerHost
    {
        public const string Reason = "seen enough";

        public EmbeddedBrokerOptions? Options { get; private set; }

        public Task<IRunningBroker?> TryStartAsync(EmbeddedBrokerOptions options, CancellationToken cancel)
        {
            Options = options;
            throw new CliException(ExitCode.NotReady, Reason);
        }
    }
}
