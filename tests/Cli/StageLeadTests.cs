using NbaPipeline.Cli.Run;
using NbaPipeline.Sources;

namespace NbaPipeline.Cli.Tests;

public sealed class StageLeadTests
{
    private static readonly Dictionary<string, long> Nothing = [];
    private readonly FastClock _clock = new();
    private readonly FakeStage[] _stages =
    [
        new(new FakeKafka(), [], "clean", "a", "b") { CompleteToMs = 1_000 },
        new(new FakeKafka(), [], "grades", "b", "c") { CompleteToMs = null, WaitingFor = "b-0" },
    ];
    private readonly List<string> _said = [];
    private readonly StageLead _lead;

    public StageLeadTests() => _lead = new StageLead(_stages, _clock, _said.Add);

    private FakeStage Slowest => _stages[1];

    [Fact]
    public void A_few_transactions_go_ahead_of_stages_that_have_not_begun()
    {
        Commit(1, 2, 3);
        _clock.GetTimestamp().ShouldBe(0);
    }

    [Fact]
    public async Task The_next_waits_until_the_slowest_stage_has_done_the_first()
    {
        Commit(10, 20, 30);
        var waits = 0;
        _clock.OnTimer = () => Slowest.CompleteToMs = ++waits < 3 ? waits : 10;
        await Task.Run(() => Commit(40));
        waits.ShouldBe(3);
        Slowest.CompleteToMs = 20;
        Commit(50);
        waits.ShouldBe(3);
    }

    [Fact]
    public void While_no_stage_moves_it_goes_on_a_transaction_at_a_time()
    {
        Commit(10, 20, 30);
        _said.ShouldBeEmpty();
        Commit(40);
        _said.ShouldBe(["warning: no stage has gone on for 10 s, the source does; behind: grades (created, waits for b-0)"]);
        _clock.GetElapsedTime(0).ShouldBe(StageLead.Patience);
        Commit(50);
        _clock.GetElapsedTime(0).ShouldBe(2 * StageLead.Patience);
    }

    [Fact]
    public void A_stop_ends_the_wait()
    {
        Commit(10, 20, 30);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Should.Throw<OperationCanceledException>(() => _lead.Await(At(40), stop.Token));
    }

    private void Commit(params long[] timesMs)
    {
        foreach (var timeMs in timesMs)
        {
            _lead.Await(At(timeMs), default);
        }
    }

    private static SeasonReplayProgress At(long timeMs) => new(null, 0, 0, 0, timeMs, Nothing);
}
