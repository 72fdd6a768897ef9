namespace NbaPipeline.Cli.Tests;

public sealed class LocalBrokerTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly FakeProbe _probe = new();
    private readonly FakePorts _ports = new();
    private readonly FakeLauncher _launcher;
    private readonly List<string> _said = [];

    public LocalBrokerTests() => _launcher = new FakeLauncher(_probe);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_run_starts_it_notes_it_and_stops_it_at_a_normal_end()
    {
        await using (var lease = await Broker().AcquireAsync(BrokerUse.Run, default))
        {
            lease.Bootstrap.ShouldBe("127.0.0.1:21400");
            lease.How.ShouldBe("started");
            var note = BrokerNote.Read(_temp.Folder.BrokerNote)!;
            note.Bootstrap.ShouldBe(lease.Bootstrap);
            note.Pid.ShouldBe(4711);
            note.Port.ShouldBe(21400);
            note.ClusterId.ShouldBe("cluster-1");
            note.StopWhenUnused.ShouldBeFalse();
        }

        _launcher.Calls.ShouldBe(["start 21400", "stop"]);
        BrokerNote.Read(_temp.Folder.BrokerNote)!.Pid.ShouldBeNull();
    }

    [Fact]
    public async Task After_a_killed_run_the_next_takes_the_running_broker_over()
    {
        await KilledRunAsync();
        await using var lease = await Broker().AcquireAsync(BrokerUse.Run, default);
        lease.How.ShouldBe("taken over");
        lease.Bootstrap.ShouldBe("127.0.0.1:21400");
        _launcher.Calls.ShouldBe(["start 21400"]);
    }

    [Fact]
    public async Task After_a_kill_of_both_the_next_starts_it_again_on_the_noted_port()
    {
        await KilledRunAsync();
        _launcher.Die();
        await using var lease = await Broker().AcquireAsync(BrokerUse.Run, default);
        lease.How.ShouldBe("started");
        _launcher.Calls.ShouldBe(["start 21400", "start 21400"]);
    }

    [Fact]
    public async Task If_the_noted_port_is_taken_by_another_the_next_start_uses_a_free_one()
    {
        await KilledRunAsync();
        _launcher.Die();
        _ports.Taken.Add(21400);
        await using var lease = await Broker().AcquireAsync(BrokerUse.Run, default);
        lease.Bootstrap.ShouldBe("127.0.0.1:21401");
    }

    [Fact]
    public async Task Killed_while_it_starts_the_next_run_waits_for_the_same_start()
    {
        _launcher.OnStart = () => throw new OperationCanceledException("killed");
        await Should.ThrowAsync<OperationCanceledException>(() => Broker().AcquireAsync(BrokerUse.Run, default));
        _launcher.OnStart = null;
        _launcher.Pid = 99; // the script went on without us
        _ports.Taken.Add(21400); // by that very broker
        await using var lease = await Broker().AcquireAsync(BrokerUse.Run, default);
        lease.How.ShouldBe("taken over");
        lease.Bootstrap.ShouldBe("127.0.0.1:21400");
    }

    [Fact]
    public async Task A_look_leaves_the_broker_of_a_killed_run_alone()
    {
        await KilledRunAsync();
        await (await Broker().AcquireAsync(BrokerUse.Look, default)).DisposeAsync();
        _launcher.Calls.ShouldBe(["start 21400"]);
    }

    [Fact]
    public async Task A_look_at_a_stopped_broker_starts_it_and_stops_it_again()
    {
        await (await Broker().AcquireAsync(BrokerUse.Look, default)).DisposeAsync();
        _launcher.Calls.ShouldBe(["start 21400", "stop"]);
    }

    [Fact]
    public async Task A_run_that_ends_while_another_looks_leaves_the_stop_to_the_last()
    {
        var run = await Broker().AcquireAsync(BrokerUse.Run, default);
        var look = await Broker().AcquireAsync(BrokerUse.Look, default);
        await run.DisposeAsync();
        _launcher.Calls.ShouldBe(["start 21400"]);
        await look.DisposeAsync();
        _launcher.Calls.ShouldBe(["start 21400", "stop"]);
    }

    [Fact]
    public async Task A_look_that_started_it_does_not_stop_it_under_a_run_that_came_later()
    {
        var look = await Broker().AcquireAsync(BrokerUse.Look, default);
        var run = await Broker().AcquireAsync(BrokerUse.Run, default);
        await look.DisposeAsync();
        _launcher.Calls.ShouldBe(["start 21400"]);
        await run.DisposeAsync();
        _launcher.Calls.ShouldBe(["start 21400", "stop"]);
    }

    [Fact]
    public async Task A_failed_start_holds_no_lock()
    {
        _launcher.OnStart = () => throw new CliException(ExitCode.NotReady, "no java");
        await Should.ThrowAsync<CliException>(() => Broker().AcquireAsync(BrokerUse.Run, default));
        FileLocks.TryExclusive(_temp.Folder.BrokerLock, out var file).ShouldBeTrue();
        file!.Dispose();
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

    private LocalBroker Broker() => new(_temp.Folder, _launcher, _probe, _ports, TimeProvider.System, _said.Add);

    /// <summary>What a run leaves that was killed: the note and the broker, no locks.</summary>
    private async Task KilledRunAsync()
    {
        var lease = await Broker().AcquireAsync(BrokerUse.Run, default);
        var note = BrokerNote.Read(_temp.Folder.BrokerNote)!;
        await lease.DisposeAsync();
        _launcher.Calls.Clear();
        await _launcher.StartAsync(_temp.Folder.Kafka, note.Port!.Value, default);
        note.Write(_temp.Folder.BrokerNote);
    }
}
