using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Kafka.Embedded.Groups;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

public sealed class DeadlineQueueTests
{
    [Fact]
    public void Deadlines_pass_in_their_order_however_they_were_set_and_moved()
    {
        const int seed = 12;
        var random = new Random(seed);
        var clock = new ManualClock();
        using var queue = new DeadlineQueue(clock, NullLogger.Instance);
        var expected = new Dictionary<int, long>();
        var passed = new Dictionary<int, long>();
        Deadline[] deadlines = Enumerable.Range(0, 50).Select(i => new Deadline(() => passed.Add(i, queue.NowMs))).ToArray();
        for (int round = 0; round < 2_000; round++)
        {
            int i = random.Next(deadlines.Length);
            int delayMs = random.Next(1_000);
            if (random.Next(5) == 0)
            {
                queue.Clear(deadlines[i]);
                expected.Remove(i);
            }
            else
            {
                queue.Set(deadlines[i], delayMs);
                expected[i] = queue.NowMs + delayMs;
            }

            clock.Advance(random.Next(20));
            foreach ((int which, long atMs) in passed)
            {
                expected.Remove(which, out long dueMs).ShouldBeTrue($"seed {seed}: {which} was not set");
                atMs.ShouldBeInRange(dueMs, dueMs + 1, $"seed {seed}, round {round}");
            }

            passed.Clear();
            expected.Values.ShouldAllBe(dueMs => dueMs >= queue.NowMs, $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void A_fault_in_one_does_not_stop_the_others()
    {
        var clock = new ManualClock();
        using var queue = new DeadlineQueue(clock, NullLogger.Instance);
        bool passed = false;
        queue.Set(new(() => throw new InvalidOperationException("a fault")), 10);
        queue.Set(new(() => passed = true), 10);
        clock.Advance(20);
        passed.ShouldBeTrue();
    }

    [Fact]
    public void What_is_set_from_a_passed_deadline_passes_too()
    {
        var clock = new ManualClock();
        using var queue = new DeadlineQueue(clock, NullLogger.Instance);
        int rounds = 0;
        Deadline? again = null;
        again = new(() =>
        {
            rounds++;
            queue.Set(again!, 10);
        });
        queue.Set(again, 10);
        clock.Advance(112);
        rounds.ShouldBe(10);
        again.IsSet.ShouldBeTrue();
    }
}
