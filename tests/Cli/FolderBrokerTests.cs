using NbaPipeline.Kafka.Embedded;

namespace NbaPipeline.Cli.Tests;

public sealed class FolderBrokerTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly FakeProbe _probe = new();
    private readonly FakePorts _ports = new();
    private readonly FakeBrokerHost _host;
    private readonly List<string> _said = [];

    public FolderBrokerTests() => _host = new FakeBrokerHost(_probe);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_first_process_serves_notes_it_and_stops_it_at_its_end()
    {
        await using (var lease = await Broker().AcquireAsync(BrokerUse.Run, default))
        {
            lease.Bootstrap.ShouldBe("127.0.0.1:21500");
            var note = BrokerNote.Read(_temp.Folder.BrokerNote)!;
            note.Bootstrap.ShouldBe(lease.Bootstrap);
            note.Pid.ShouldBe(Environment.ProcessId);
            note.ClusterId.ShouldBe("cluster-1");
            note.External.ShouldBeFalse();
        }

        _host.Calls.ShouldBe(["start 21500", "stop"]);
    }

    [Fact]
    public async Task A_second_process_uses_the_first_ones_broker_and_does_not_stop_it()
    {
        await using var run = await Broker().AcquireAsync(BrokerUse.Run, default);
        await (await Broker().AcquireAsync(BrokerUse.Look, default)).DisposeAsync();
        _host.Calls.ShouldBe(["start 21500"]);
    }

    [Fact]
    public async Task After_a_kill_the_next_serves_on_the_same_port()
    {
        await KilledRunAsync();
        await using var lease = await Broker().AcquireAsync(BrokerUse.Run, default);
        lease.Bootstrap.ShouldBe("127.0.0.1:21500");
    }

    [Fact]
    public async Task If_the_last_port_is_taken_the_next_serves_on_another()
    {
        await KilledRunAsync();
        _ports.Taken.Add(21500);
        await using var lease = await Broker().AcquireAsync(BrokerUse.Run, default);
        lease.Bootstrap.ShouldBe("127.0.0.1:21501");
    }

    [Fact]
    public async Task A_look_that_serves_ends_after_those_who_use_its_broker()
    {
        var look = await Broker().AcquireAsync(BrokerUse.Look, default);
        var run = await Broker().AcquireAsync(BrokerUse.Run, default);
        var leaving = look.DisposeAsync().AsTask();
        leaving.IsCompleted.ShouldBeFalse();
        _host.Calls.ShouldBe(["start 21500"]);
        await run.DisposeAsync();
        await leaving.WaitAsync(TimeSpan.FromSeconds(30));
        _host.Calls.ShouldBe(["start 21500", "stop"]);
        _said.ShouldHaveSingleItem().ShouldContain("another nba process");
    }

    [Fact]
    public async Task A_run_that_is_over_waits_a_moment_for_a_look_and_then_stops()
    {
        var run = await Broker(new FastClock()).AcquireAsync(BrokerUse.Run, default);
        await using var look = await Broker().AcquireAsync(BrokerUse.Look, default);
        await run.DisposeAsync();
        _host.Calls.ShouldBe(["start 21500", "stop"]);
    }

    [Fact]
    public async Task Data_held_by_a_process_that_does_not_answer_is_an_error_that_names_it()
    {
        var run = await Broker().AcquireAsync(BrokerUse.Run, default);
        _probe.Clusters.Clear();
        var error = await Should.ThrowAsync<CliException>(() => Broker(new FastClock()).AcquireAsync(BrokerUse.Look, default));
        error.ExitCode.ShouldBe(ExitCode.NotReady);
        error.Values!.ShouldContain($"process {Environment.ProcessId}");
        await run.DisposeAsync();
    }

    [Fact]
    public async Task A_broker_asked_for_by_itself_is_never_that_of_another_process()
    {
        await using var run = await Broker().AcquireAsync(BrokerUse.Run, default);
        var error = await Should.ThrowAsync<CliException>(() => Broker().AcquireAsync(BrokerUse.Serve, default));
        error.ExitCode.ShouldBe(ExitCode.NotReady);
        error.Values!.ShouldContain($"process {Environment.ProcessId} at {run.Bootstrap}");
    }

    [Fact]
    public async Task Another_cluster_at_the_noted_address_is_not_taken_for_this_folders()
    {
        var run = await Broker().AcquireAsync(BrokerUse.Run, default);
        _probe.Clusters[run.Bootstrap] = "somebody-else";
        await Should.ThrowAsync<CliException>(() => Broker(new FastClock()).AcquireAsync(BrokerUse.Look, default));
        await run.DisposeAsync();
    }

    [Fact]
    public async Task A_data_dir_filled_from_a_named_Kafka_is_not_continued_on_its_own()
    {
        new BrokerNote
        {
            Bootstrap = "far:9092",
            ClusterId = "c",
            External = true,
        }.Write(_temp.Folder.BrokerNote);
        var error = await Should.ThrowAsync<CliException>(() => Broker().AcquireAsync(BrokerUse.Run, default));
        error.ExitCode.ShouldBe(ExitCode.Usage);
        error.Remedy!.ShouldContain("--bootstrap far:9092");
    }

    private FolderBroker Broker(TimeProvider? clock = null) =>
        new(_temp.Folder, new EmbeddedBrokerOptions(), _host, _probe, _ports, clock ?? TimeProvider.System, _said.Add);

    private async Task KilledRunAsync()
    {
        var lease = await Broker().AcquireAsync(BrokerUse.Run, default);
        var note = BrokerNote.Read(_temp.Folder.BrokerNote)!;
        await lease.DisposeAsync();
        _host.Die();
        note.Write(_temp.Folder.BrokerNote);
    }
}
