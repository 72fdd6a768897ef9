using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Tasks;
using NbaPipeline.Dataflow.Testing.Simulation;
using NbaPipeline.Dataflow.Tests.Client;
using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Dataflow.Tests.Simulation;

/// <summary>The thread around the restorer: only it touches the cluster while it runs.</summary>
public class RestoreThreadTests
{
    private const int TimeoutMs = 20_000;

    [Theory]
    [InlineData("QueryWatermarks")]
    [InlineData("RestorePoll")]
    public void A_task_comes_back_restored_when_the_broker_does(string call)
    {
        using var restoring = new RestoringTask();
        restoring.Fail(Enum.Parse<SimulatedCall>(call), ClientErrorKind.Unreachable, 3);
        using var thread = new RestoreThread(restoring.Restorer, "restore");

        thread.Add(restoring.Task);

        Await(thread).ShouldBe(restoring.Task);
        restoring.ShouldBeRestored();
        thread.RemainingRecords.ShouldBe(0);
    }

    [Theory]
    [InlineData("QueryWatermarks")]
    [InlineData("RestorePoll")]
    public void A_broker_that_stays_away_longer_than_the_stall_timeout_is_told_to_the_stream_thread(string call)
    {
        using var restoring = new RestoringTask();
        using var asked = new CountdownEvent(2);
        restoring.Cluster.OnCall = c =>
        {
            if (c.ToString() != call)
            {
                return null;
            }
            if (!asked.IsSet)
            {
                asked.Signal();
            }
            return new ClientException(ClientErrorKind.Unreachable, 0, "injected");
        };
        using var thread = new RestoreThread(restoring.Restorer, "restore");
        thread.Add(restoring.Task);
        asked.Wait(TimeoutMs).ShouldBeTrue();
        thread.TakeRestored().ShouldBeNull();

        restoring.Time.Advance(TimeSpan.FromMilliseconds(RestoringTask.StallMs + 1));
        var error = Should.Throw<DataflowException>(() => Await(thread));

        error.Message.ShouldContain("RestoreStallTimeoutMs");
        Should.NotThrow(() => thread.Remove(restoring.Task));
    }

    [Fact]
    public void A_task_can_be_taken_away_while_the_broker_is()
    {
        using var restoring = new RestoringTask();
        restoring.Fail(SimulatedCall.QueryWatermarks, ClientErrorKind.Unreachable, int.MaxValue);
        using var thread = new RestoreThread(restoring.Restorer, "restore");
        thread.Add(restoring.Task);

        thread.Remove(restoring.Task);
        restoring.Time.Advance(TimeSpan.FromMilliseconds(RestoringTask.StallMs + 1));
        thread.Add(restoring.Task);
        thread.Remove(restoring.Task);

        thread.TakeRestored().ShouldBeNull();
    }

    private static StreamTask Await(RestoreThread thread)
    {
        StreamTask? restored = null;
        SpinWait.SpinUntil(() => (restored = thread.TakeRestored()) is not null, TimeoutMs).ShouldBeTrue("nothing restored in time");
        return restored!;
    }
}
