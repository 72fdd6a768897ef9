using NbaPipeline.Kafka.Embedded.Handlers;

namespace NbaPipeline.Kafka.Embedded.Tests.Handlers;

public sealed class FetchWaiterTests
{
    /// <summary>
    /// The timer fires while a fetch that was woken for nothing arms itself anew: either it sees that the time is over, or it is woken again.
    /// Two threads meet at that point again and again; without a full fence they miss each other once in some ten thousand rounds.
    /// </summary>
    [Fact]
    public void The_end_of_the_time_is_not_missed_by_a_fetch_that_arms_itself()
    {
        const int Rounds = 300_000;
        var timer = new HandTimer();
        using var meeting = new Barrier(2);
        FetchWaiter? waiter = null;
        var missed = 0;
        var firing = new Thread(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                meeting.SignalAndWait();
                timer.Fire();
                meeting.SignalAndWait();
            }
        });
        firing.Start();
        for (var round = 0; round < Rounds; round++)
        {
            waiter?.Dispose();
            waiter = new FetchWaiter(timer, TimeSpan.FromSeconds(1));
            waiter.Signal();
            meeting.SignalAndWait();
            waiter.Arm();
            var isOver = waiter.TimeIsOver;
            waiter.Need(1);
            meeting.SignalAndWait();
            missed += isOver || waiter.Signalled.IsCompleted ? 0 : 1;
        }
        firing.Join();
        waiter!.Dispose();
        missed.ShouldBe(0);
    }

    /// <summary>Calls the newest timer without a lock, for one would be the fence whose absence the test is to see.</summary>
    private sealed class HandTimer : TimeProvider, ITimer
    {
        private Action _callback = static () => { };

        public void Fire() => _callback();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callback = () => callback(state);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
