namespace NbaPipeline.Cli.Tests;

public sealed class ExternalBrokerTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly FakeProbe _probe = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_run_remembers_it_so_that_later_verbs_find_it()
    {
        _probe.Clusters["a:1"] = "c1";
        await using var lease = await Broker("a:1").AcquireAsync(BrokerUse.Run, default);
        BrokerNote
            .Read(_temp.Folder.BrokerNote)!
            .ShouldBe(
                new BrokerNote
                {
                    Bootstrap = "a:1",
                    ClusterId = "c1",
                    External = true,
                }
            );
    }

    [Fact]
    public async Task The_same_cluster_on_another_address_is_accepted()
    {
        _probe.Clusters["a:1"] = "c1";
        _probe.Clusters["b:2"] = "c1";
        await (await Broker("a:1").AcquireAsync(BrokerUse.Run, default)).DisposeAsync();
        await (await Broker("b:2").AcquireAsync(BrokerUse.Run, default)).DisposeAsync();
        BrokerNote.Read(_temp.Folder.BrokerNote)!.Bootstrap.ShouldBe("b:2");
    }

    [Fact]
    public async Task Another_cluster_is_refused_with_both_ids()
    {
        _probe.Clusters["a:1"] = "c1";
        _probe.Clusters["b:2"] = "c2";
        await (await Broker("a:1").AcquireAsync(BrokerUse.Run, default)).DisposeAsync();
        var error = await Should.ThrowAsync<CliException>(() => Broker("b:2").AcquireAsync(BrokerUse.Run, default));
        error.ExitCode.ShouldBe(ExitCode.Usage);
        error.Values!.ShouldContain("c1");
        error.Values!.ShouldContain("c2");
    }

    [Fact]
    public async Task One_that_is_not_there_exits_3_naming_the_address()
    {
        var error = await Should.ThrowAsync<CliException>(() => Broker("gone:9").AcquireAsync(BrokerUse.Run, default));
        error.ExitCode.ShouldBe(ExitCode.NotReady);
        error.Message.ShouldContain("gone:9");
    }

    private ExternalBroker Broker(string bootstrap) => new(_temp.Folder, bootstrap, _probe, TimeSpan.FromSeconds(1));
}
