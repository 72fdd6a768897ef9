using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Tests.Protocol;
using NbaPipeline.Kafka.Embedded.Tests.Storage.Faults;
using Xunit.Abstractions;

namespace NbaPipeline.Kafka.Embedded.Tests.Transactions;

/// <summary>Crash points 4 to 6 of spec section 21.4 for power failures, invariants 3, 5, 8 and 9.</summary>
public sealed class TransactionPowerFailureTests(ITestOutputHelper output)
{
    private const int Transactions = 5;

    [Fact]
    public async Task Under_EveryAck_every_transaction_is_whole_and_as_answered()
    {
        Random random = Seeds.New(output);
        int seed = random.Next();
        foreach (int stopAt in Steps(await CountAsync(seed, FlushPolicy.EveryAck)))
        {
            string where = $"stopped at {stopAt}";
            var files = new FaultyFiles(new Random(random.Next())) { StopAt = stopAt };
            PowerRun run = await RunAsync(seed, files, FlushPolicy.EveryAck);
            files.PowerFail();
            await using BrokerBench bench = await BrokerBench.OpenAsync(files, FlushPolicy.EveryAck, bootId: "after");
            if (!HasTopics(bench))
            {
                run.Outcomes.ShouldBeEmpty(where);
                continue;
            }

            if (run.Unanswered is { } last)
            {
                (await bench.EndAsync("t", last.ProducerId, last.Epoch, last.Commit)).ShouldBe(ErrorCode.None, where);
                run.Outcomes[last.Number] = last.Commit;
            }

            await CheckNewEpochAsync(bench, run, where);
            List<string> a = bench.Read("a");
            bench.Read("b").ShouldBe(a, where);
            foreach ((int number, bool commit) in run.Outcomes)
            {
                a.Contains("t" + number).ShouldBe(commit, where);
            }

            long offset = a.Count == 0 ? -1 : long.Parse(a[^1].AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
            bench.Committed("g", "a").ShouldBe(offset, where);
        }
    }

    [Fact]
    public async Task Under_Interval_no_old_producer_is_told_success_no_epoch_returns_and_nothing_hangs()
    {
        Random random = Seeds.New(output);
        int seed = random.Next();
        foreach (int stopAt in Steps(await CountAsync(seed, FlushPolicy.Interval)))
        {
            string where = $"stopped at {stopAt}";
            var files = new FaultyFiles(new Random(random.Next())) { StopAt = stopAt };
            PowerRun run = await RunAsync(seed, files, FlushPolicy.Interval);
            files.PowerFail();

            // The recovery is cut short by another power failure, then by a kill: the first must still be known.
            files.StopAt = 1 + random.Next(30);
            await TryOpenAsync(files, "after");
            files.PowerFail();
            files.StopAt = 1 + random.Next(30);
            await TryOpenAsync(files, "after");
            files.Kill();
            await using BrokerBench bench = await BrokerBench.OpenAsync(files, bootId: "after");
            if (!HasTopics(bench))
            {
                continue;
            }

            foreach ((long producerId, short epoch) in run.Given)
            {
                (await bench.EndAsync("t", producerId, epoch, commit: true)).ShouldNotBe(ErrorCode.None, where);
            }

            await CheckNewEpochAsync(bench, run, where);
            foreach (string topic in new[] { "a", "b" })
            {
                bench.Log(topic).LastStableOffset.ShouldBe(bench.Log(topic).LogEnd, where);
            }

            bench.Committed("g", "a").ShouldBeLessThanOrEqualTo(bench.Log("a").LogEnd, where);
        }
    }

    private static async Task CheckNewEpochAsync(BrokerBench bench, PowerRun run, string where)
    {
        InitProducerIdResponse init = await bench.InitAsync("t");
        init.ErrorCode.ShouldBe((short)0, where);
        run.Given.ShouldNotContain((init.ProducerId, init.ProducerEpoch), where);
        long plain = (await bench.InitAsync(null)).ProducerId;
        run.Given.ShouldNotContain(given => given.ProducerId == plain, where);
    }

    private static async Task<PowerRun> RunAsync(int seed, FaultyFiles files, FlushPolicy policy)
    {
        var run = new PowerRun();
        try
        {
            await using BrokerBench bench = await BrokerBench.OpenAsync(files, policy);
            await bench.TopicAsync("a");
            await bench.TopicAsync("b");
            var random = new Random(seed);
            for (int number = 1; number <= Transactions; number++)
            {
                await TransactAsync(bench, run, number, commit: random.Next(3) > 0);
                if (random.Next(2) == 0)
                {
                    await bench.Broker.FlushAsync();
                }
            }
        }
        catch (Exception e) when (files.IsStopped && e is IOException or ShouldAssertException)
        {
            // The power failure.
        }

        return run;
    }

    private static async Task TransactAsync(BrokerBench bench, PowerRun run, int number, bool commit)
    {
        InitProducerIdResponse init = await bench.InitAsync("t");
        init.ErrorCode.ShouldBe((short)0);
        (long id, short epoch) = (init.ProducerId, init.ProducerEpoch);
        run.Given.Add((id, epoch));
        foreach (string topic in new[] { "a", "b" })
        {
            (await bench.AddPartitionAsync("t", id, epoch, topic)).ShouldBe(ErrorCode.None);
            bench.Produce("t", id, epoch, 0, topic, "t" + number).ShouldBe(ErrorCode.None);
            await bench.Log(topic).FlushedTo(bench.Log(topic).LogEnd);
        }

        (await bench.AddGroupAsync("t", id, epoch, "g")).ShouldBe(ErrorCode.None);
        (await bench.CommitOffsetAsync("t", id, epoch, "g", "a", number)).ShouldBe(ErrorCode.None);
        run.Unanswered = (id, epoch, number, commit);
        if (await bench.EndAsync("t", id, epoch, commit) == ErrorCode.None)
        {
            run.Outcomes[number] = commit;
            run.Unanswered = null;
        }
    }

    private static async Task<int> CountAsync(int seed, FlushPolicy policy)
    {
        var files = new FaultyFiles(new Random(1));
        PowerRun run = await RunAsync(seed, files, policy);
        run.Outcomes.Count.ShouldBe(Transactions);
        return files.Steps;
    }

    private static IEnumerable<int> Steps(int count) => Enumerable.Range(1, count);

    private static async Task TryOpenAsync(FaultyFiles files, string bootId)
    {
        try
        {
            await using BrokerBench bench = await BrokerBench.OpenAsync(files, bootId: bootId);
        }
        catch (IOException) when (files.IsStopped)
        {
            // As it should.
        }
    }

    private static bool HasTopics(BrokerBench bench) => bench.Broker.Topics.TryGet("a", out _) && bench.Broker.Topics.TryGet("b", out _);
}
