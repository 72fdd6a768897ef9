using NbaPipeline.Cli.Run;
using NbaPipeline.Kafka.Embedded;

namespace NbaPipeline.Cli.Tests;

public sealed class PipelineRunTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly FakeKafka _kafka = new();
    private readonly FakeProbe _probe = new();
    private readonly FakeLauncher _launcher;
    private readonly FakeScreen _screen = new();
    private readonly FakePipeline _pipeline;

    public PipelineRunTests()
    {
        _launcher = new FakeLauncher(_probe);
        _pipeline = new FakePipeline(_kafka);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task It_ends_when_every_stage_has_caught_up_and_stops_everything_in_order()
    {
        var report = await RunAsync();
        report.ShouldNotBeNull();
        _pipeline.Log.ShouldBe([
            "prepare",
            "materialiser started",
            "clean started",
            "grades started",
            "replayed",
            "materialiser caught up",
            "clean stopped",
            "grades stopped",
            "materialiser stopped",
            "disposed",
        ]);
        _launcher.Calls.ShouldBe(["start 21400", "stop"]);
    }

    [Fact]
    public async Task The_report_counts_records_in_each_topic_and_those_its_readers_committed()
    {
        var report = await RunAsync();
        report!
            .Topics.Select(t => (t.Name, t.In, t.Out, t.Dlq))
            .ShouldBe([
                ("nba.raw.schedule", 3L, 3L, 0L),
                ("nba.clean.schedule", 3L, 3L, 0L),
                ("nba.grades.prediction_accuracy", 3L, 3L, 0L),
            ]);
    }

    [Fact]
    public async Task Dead_letters_are_counted_at_their_source_topic()
    {
        await _pipeline.PrepareAsync(default);
        _kafka.Add("nba.dlq.raw.schedule", "g9", [1], 0);
        (await RunAsync())!.Topics[0].Dlq.ShouldBe(1);
    }

    [Fact]
    public async Task Commit_markers_after_the_last_record_do_not_keep_it_from_ending()
    {
        _kafka.MarkersAtEnd[("nba.raw.schedule", 0)] = 2;
        (await RunAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_says_what_each_stage_committed_and_stops_the_broker()
    {
        using var stop = new CancellationTokenSource();
        _pipeline.OnReplay = async cancel =>
        {
            _kafka.Add("nba.raw.schedule", "g", [1], 0);
            await new TaskCompletionSource().Task.WaitAsync(cancel); // ends by the stop alone
        };
        _screen.OnUpdate = () =>
        {
            if (_kafka.Groups.ContainsKey("nba-clean"))
            {
                stop.Cancel();
            }
        };
        (await RunAsync(stop: stop.Token)).ShouldBeNull();
        _screen.Said.ShouldContain("clean: committed nba.raw.schedule[0]@1");
        _screen.Said.ShouldContain(l => l.StartsWith("grades: committed "));
        _pipeline.Log.ShouldContain("materialiser stopped");
        _launcher.Calls.ShouldBe(["start 21400", "stop"]);
    }

    [Fact]
    public async Task Stopped_while_Kafka_starts_it_stops_Kafka_too()
    {
        using var stop = new CancellationTokenSource();
        _launcher.OnStart = stop.CancelAsync;
        (await RunAsync(stop: stop.Token)).ShouldBeNull();
        _screen
            .Said.TakeLast(6)
            .ShouldBe([
                "clean: not begun, its committed offsets are as before",
                "analytics: not begun, its committed offsets are as before",
                "features: not begun, its committed offsets are as before",
                "predictions: not begun, its committed offsets are as before",
                "grades: not begun, its committed offsets are as before",
                "stopped; the next nba run on this folder goes on from here",
            ]);
        _launcher.Calls.ShouldBe(["start 21400", "stop"]);
        _pipeline.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stage_that_dies_ends_the_run_with_its_reason()
    {
        _pipeline.First.FailWith = new InvalidOperationException("store is full");
        var error = await Should.ThrowAsync<CliException>(() => RunAsync());
        error.ExitCode.ShouldBe(ExitCode.Failed);
        error.Message.ShouldBe("stage clean stopped: store is full");
        _pipeline.Log.ShouldContain("disposed");
        _launcher.Calls.ShouldBe(["start 21400", "stop"]);
    }

    [Fact]
    public async Task A_broker_of_this_process_that_gives_up_ends_the_run_with_its_reason()
    {
        var host = new FakeBrokerHost(_probe);
        var broker = new FolderBroker(
            _temp.Folder,
            new EmbeddedBrokerOptions(),
            host,
            _probe,
            new FakePorts(),
            TimeProvider.System,
            _screen.Say
        );
        _pipeline.OnReplay = cancel =>
        {
            host.Fail(new CliException(ExitCode.Failed, "the control log cannot be flushed"));
            return new TaskCompletionSource().Task.WaitAsync(cancel); // a client of a broker that is gone
        };
        (await Should.ThrowAsync<CliException>(() => RunAsync(broker: broker))).Message.ShouldBe("the control log cannot be flushed");
        _pipeline.Log.ShouldContain("disposed");
        _screen.Said.ShouldNotContain(l => l.Contains("committed", StringComparison.Ordinal));
        host.Calls.ShouldBe(["start 21500", "stop"]);
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_run_with_its_reason()
    {
        _pipeline.OnReplay = _ => throw new CliException(ExitCode.Failed, "box.csv.gz is cut off");
        (await Should.ThrowAsync<CliException>(() => RunAsync())).Message.ShouldBe("box.csv.gz is cut off");
    }

    [Fact]
    public async Task A_stage_that_hangs_is_named_after_the_stall_limit()
    {
        _pipeline.First.Hangs = true;
        var error = await Should.ThrowAsync<CliException>(() => RunAsync(clock: new FastClock()));
        error.Message.ShouldContain("nothing has moved for 180 s");
        error.Where!.ShouldContain("stage clean");
    }

    [Fact]
    public async Task The_first_prediction_is_told_once_with_the_time_it_took()
    {
        _kafka.Topic("nba.predictions.points");
        _pipeline.OnReplay = _ =>
        {
            _kafka.Add("nba.predictions.points", "a", [1], 0);
            _kafka.Add("nba.predictions.points", "b", [1], 0);
            return Task.CompletedTask;
        };
        await RunAsync(new FastClock());
        _screen
            .Said.Where(l => l.StartsWith("first prediction", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldMatch(@"^first prediction after \d+\.\d s: somebody at offset 0$");
    }

    [Fact]
    public async Task Predictions_of_an_earlier_run_are_not_told_as_the_first()
    {
        _kafka.Topic("nba.predictions.points");
        _kafka.Add("nba.predictions.points", "a", [1], 0);
        await RunAsync();
        _screen.Said.ShouldNotContain(l => l.StartsWith("first prediction", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stage_whose_timers_have_not_all_fired_is_waited_for()
    {
        _pipeline.First.CompleteToMs = 1;
        var looks = 0;
        _screen.OnUpdate = () => _pipeline.First.CompleteToMs = ++looks > 2 ? 2 : 1;
        (await RunAsync(new FastClock())).ShouldNotBeNull();
        looks.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task A_second_run_on_the_folder_is_refused_before_it_touches_anything()
    {
        using var first = RunLock.Take(_temp.Folder);
        (await Should.ThrowAsync<CliException>(() => RunAsync())).Message.ShouldContain("another nba run works on this data dir");
        _launcher.Calls.ShouldBeEmpty();
    }

    private Task<RunReport?> RunAsync(TimeProvider? clock = null, IBroker? broker = null, CancellationToken stop = default)
    {
        var options = new RunOptions
        {
            Folder = _temp.Folder,
            Input = "/none",
            Seasons = [],
            Threads = 1,
            CommitIntervalMs = 100,
        };
        var time = clock ?? TimeProvider.System;
        broker ??= new LocalBroker(_temp.Folder, _launcher, _probe, new FakePorts(), time, _screen.Say);
        return new PipelineRun(options, broker, _ => _pipeline, _ => _kafka, () => new PredictionScore(), _screen, time).RunAsync(stop);
    }
}
