using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Testing.Simulation;

namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>The broker goes away while stores are read back.</summary>
public class RestoreFaultTests
{
    public static TheoryData<string, string> Passing
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var call in new[] { SimulatedCall.CreateConsumer, SimulatedCall.QueryWatermarks, SimulatedCall.RestorePoll })
            {
                // An end offset of -1001 is Unreachable to the restorer: the client says so (ErrorClassTests).
                foreach (var kind in new[] { ClientErrorKind.Retriable, ClientErrorKind.Unreachable, ClientErrorKind.Indefinite })
                {
                    cases.Add(call.ToString(), kind.ToString());
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public void A_broker_that_does_not_answer_a_restore_is_asked_again(string call, string kind)
    {
        using var restoring = new RestoringTask();
        restoring.Fail(Enum.Parse<SimulatedCall>(call), Enum.Parse<ClientErrorKind>(kind), 3);

        restoring.Restorer.Add(restoring.Task);
        restoring.Restorer.Pump(0);
        restoring.Restorer.IsBrokerAway.ShouldBeTrue();
        restoring.PumpToEnd();

        restoring.Restorer.IsBrokerAway.ShouldBeFalse();
        restoring.Restorer.IsIdle.ShouldBeTrue();
        restoring.ShouldBeRestored();
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public void A_restart_whose_restore_was_not_answered_ends_with_the_result_of_the_fold(string call, string kind)
    {
        var world = StoreKindsTopology.Create(new DataflowOptions { ApplicationId = "app" }, out var producer);
        var member = world.Join(0);
        producer.Write(100);
        producer.Declare("app-progress");
        world.RunToRest();
        world.Crash(member);
        // More often than there are tasks: some are asked about again and again.
        var left = 3 * StoreKindsTopology.Partitions;
        world.Cluster.OnCall = c => c.ToString() == call && left-- > 0 ? Error(kind) : null;

        StoreKindsTopology.Feed(world, producer);

        left.ShouldBeLessThan(0);
        StoreKindsTopology.ShouldBeExact(world);
    }

    [Theory]
    [InlineData("QueryWatermarks")]
    [InlineData("RestorePoll")]
    public void A_fatal_error_is_not_asked_about_again(string call)
    {
        using var restoring = new RestoringTask();
        restoring.Fail(Enum.Parse<SimulatedCall>(call), ClientErrorKind.Fatal, 1);

        var error = Should.Throw<ClientException>(() =>
        {
            restoring.Restorer.Add(restoring.Task);
            restoring.Restorer.Pump(0);
        });

        error.Kind.ShouldBe(ClientErrorKind.Fatal);
    }

    [Fact]
    public void Stores_of_a_task_that_was_half_asked_about_are_read_once()
    {
        using var restoring = new RestoringTask();
        var asked = 0;
        restoring.Cluster.OnCall = c => c == SimulatedCall.QueryWatermarks && ++asked == 2 ? Error("Unreachable") : null;
        restoring.Restorer.Add(restoring.Task);
        restoring.Restorer.Active.ShouldBeEmpty();

        restoring.Cluster.MaxPollRecords = 1;
        restoring.Restorer.Pump(0);

        restoring.Restorer.Active.Select(r => r.Store.Name).ShouldBe(["first", "second"]);
        asked.ShouldBe(4);
    }

    [Fact]
    public void A_task_that_was_given_up_is_not_asked_about_again()
    {
        using var restoring = new RestoringTask();
        restoring.Fail(SimulatedCall.QueryWatermarks, ClientErrorKind.Unreachable, int.MaxValue);
        restoring.Restorer.Add(restoring.Task);
        restoring.Restorer.IsIdle.ShouldBeFalse();

        restoring.Restorer.Remove(restoring.Task);
        restoring.Restorer.Pump(0);

        restoring.Restorer.IsIdle.ShouldBeTrue();
        restoring.Restorer.IsRestoring(restoring.Task).ShouldBeFalse();
        restoring.Restorer.Active.ShouldBeEmpty();
    }

    [Fact]
    public void A_broker_that_never_tells_the_ends_of_the_changelogs_ends_the_restore()
    {
        using var restoring = new RestoringTask();
        restoring.Fail(SimulatedCall.QueryWatermarks, ClientErrorKind.Unreachable, int.MaxValue);
        restoring.Restorer.Add(restoring.Task);
        restoring.Time.Advance(TimeSpan.FromMilliseconds(RestoringTask.StallMs));
        restoring.Restorer.Pump(0);

        restoring.Time.Advance(TimeSpan.FromMilliseconds(1));
        var error = Should.Throw<DataflowException>(() => restoring.Restorer.Pump(0));

        error.Message.ShouldContain("task 0_0");
        error.Message.ShouldContain("'first' from app-first-changelog-0");
        error.Message.ShouldContain($"{RestoringTask.StallMs} ms (RestoreStallTimeoutMs)");
        error.Message.ShouldContain("injected");
    }

    [Fact]
    public void A_restore_that_stands_still_fails_with_store_partition_position_and_target()
    {
        using var restoring = new RestoringTask();
        var position = restoring.End;
        restoring.Hold();

        var error = Stalled(restoring);

        error.Message.ShouldContain($"'first' of task 0_0 has stood at app-first-changelog-0@{position} of {position + 1} for");
        error.Message.ShouldContain($"{RestoringTask.StallMs} ms (RestoreStallTimeoutMs)");
    }

    [Fact]
    public void A_restore_whose_polls_fail_for_ever_fails_with_store_partition_position_and_target()
    {
        using var restoring = new RestoringTask();
        restoring.Fail(SimulatedCall.RestorePoll, ClientErrorKind.Unreachable, int.MaxValue);

        var error = Stalled(restoring);

        error.Message.ShouldContain("' of task 0_0 has stood at app-");
        error.Message.ShouldContain($"-changelog-0@0 of {restoring.End} for {RestoringTask.StallMs} ms (RestoreStallTimeoutMs)");
    }

    [Fact]
    public void A_restore_that_was_held_back_ends_when_the_transaction_does()
    {
        using var restoring = new RestoringTask();
        restoring.Hold();
        restoring.Restorer.Add(restoring.Task);
        restoring.Time.Advance(TimeSpan.FromMilliseconds(RestoringTask.StallMs));
        restoring.Restorer.Pump(0);
        restoring.Time.Advance(TimeSpan.FromMilliseconds(RestoringTask.StallMs));
        restoring.Restorer.Pump(0);
        restoring.Restorer.IsRestoring(restoring.Task).ShouldBeTrue();

        restoring.LetGo();
        restoring.PumpToEnd();

        restoring.ShouldBeRestored();
    }

    [Fact]
    public void A_restore_may_take_longer_than_the_stall_timeout_while_it_moves()
    {
        using var restoring = new RestoringTask();
        // One record at a time, of either changelog in turn.
        restoring.Cluster.MaxPollRecords = 1;
        var looks = 0;
        restoring.Cluster.Delay = p => (p.Topic == "app-first-changelog") == (looks++ / 2 % 2 == 0);
        restoring.Restorer.Add(restoring.Task);

        restoring.PumpToEnd(apartMs: RestoringTask.StallMs / 5);

        restoring.ShouldBeRestored();
    }

    private static DataflowException Stalled(RestoringTask restoring)
    {
        restoring.Restorer.Add(restoring.Task);
        restoring.Restorer.Pump(0);
        restoring.Time.Advance(TimeSpan.FromMilliseconds(RestoringTask.StallMs));
        restoring.Restorer.Pump(0);
        restoring.Time.Advance(TimeSpan.FromMilliseconds(1));
        return Should.Throw<DataflowException>(() => restoring.Restorer.Pump(0));
    }

    private static ClientException Error(string kind) => new(Enum.Parse<ClientErrorKind>(kind), 0, "injected");
}
