using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Tests.Control;
using NbaPipeline.Kafka.Embedded.Tests.Protocol;
using Xunit.Abstractions;

namespace NbaPipeline.Kafka.Embedded.Tests.Transactions;

/// <summary>
/// Crash points 4 to 6 of spec section 21.4 for a kill: a random client is stopped before and in the middle of every file operation, also of
/// the recovery; afterwards every transaction is everywhere or nowhere, with the outcome that was answered.
/// </summary>
public sealed class TransactionCrashTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_kill_at_any_step_leaves_every_transaction_whole(bool halfWrite)
    {
        int seed = Seeds.New(output).Next();
        int steps = (await RunAsync(seed, new StoppingFiles(new MemoryFiles()))).Files.Steps;
        steps.ShouldBeGreaterThan(60);
        for (int stopAt = 1; stopAt <= steps; stopAt++)
        {
            var disk = new MemoryFiles();
            CrashRun run = await RunAsync(seed, new StoppingFiles(disk) { StopAt = stopAt, HalfWrite = halfWrite });
            await CheckAsync(disk, run, $"stopped at {stopAt}");
        }
    }

    [Fact]
    public async Task A_kill_at_any_step_of_the_recovery_changes_nothing_of_its_result()
    {
        int seed = Seeds.New(output).Next();
        int steps = (await RunAsync(seed, new StoppingFiles(new MemoryFiles()))).Files.Steps;
        for (int stopAt = steps / 3; stopAt <= steps; stopAt += 7)
        {
            for (int recoveryStop = 1; ; recoveryStop++)
            {
                var disk = new MemoryFiles();
                CrashRun run = await RunAsync(seed, new StoppingFiles(disk) { StopAt = stopAt, HalfWrite = true });
                var recovery = new StoppingFiles(disk) { StopAt = recoveryStop };
                bool recovered = await TryRecoverAsync(recovery);
                await CheckAsync(disk, run, $"stopped at {stopAt}, recovery at {recoveryStop}");
                if (recovered)
                {
                    break;
                }
            }
        }
    }

    private static async Task<bool> TryRecoverAsync(StoppingFiles files)
    {
        try
        {
            await using BrokerBench bench = await BrokerBench.OpenAsync(files);
            return !files.IsStopped;
        }
        catch (IOException) when (files.IsStopped)
        {
            return false;
        }
    }

    /// <summary>Transactions of two ids over two topics and a group, committed, aborted, timed out and fenced, until the files stop.</summary>
    private static async Task<CrashRun> RunAsync(int seed, StoppingFiles files)
    {
        var run = new CrashRun(files);
        try
        {
            await using BrokerBench bench = await BrokerBench.OpenAsync(files);
            await bench.TopicAsync("a");
            await bench.TopicAsync("b");
            var random = new Random(seed);
            for (int number = 1; number <= 6 && !files.IsStopped; number++)
            {
                await TransactAsync(bench, run, number, random.Next(5));
            }
        }
        catch (Exception e) when (files.IsStopped && e is IOException or ShouldAssertException)
        {
            // The kill.
        }

        return run;
    }

    private static async Task TransactAsync(BrokerBench bench, CrashRun run, int number, int ending)
    {
        string id = number % 2 == 0 ? "even" : "odd";
        (long producerId, short epoch) = await bench.BeginAsync(id, "a", "t" + number);
        (await bench.AddPartitionAsync(id, producerId, epoch, "b")).ShouldBe(ErrorCode.None);
        bench.Produce(id, producerId, epoch, 0, "b", "t" + number).ShouldBe(ErrorCode.None);
        (await bench.AddGroupAsync(id, producerId, epoch, "g")).ShouldBe(ErrorCode.None);
        (await bench.CommitOffsetAsync(id, producerId, epoch, "g", "a", number)).ShouldBe(ErrorCode.None);
        switch (ending)
        {
            case 0:
                bench.Time.Advance(60_000);
                await bench.Broker.Transactions.TickAsync();
                run.Aborted(number, bench.Describe(id).TransactionState == "CompleteAbort");
                break;
            case 1:
                run.Aborted(number, (await bench.InitAsync(id)).ErrorCode == 0);
                break;
            case 2:
                run.Began(id, producerId, epoch, number, commit: false);
                run.Ended(number, await bench.EndAsync(id, producerId, epoch, commit: false));
                break;
            default:
                run.Began(id, producerId, epoch, number, commit: true);
                run.Ended(number, await bench.EndAsync(id, producerId, epoch, commit: true));
                break;
        }
    }

    private static async Task CheckAsync(MemoryFiles disk, CrashRun run, string where)
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync(disk);
        if (!bench.Broker.Topics.TryGet("a", out _) || !bench.Broker.Topics.TryGet("b", out _))
        {
            run.Committed.ShouldBeEmpty(where);
            return;
        }

        await RepeatLastAsync(bench, run, where);
        bench.Time.Advance(70_000);
        await bench.Broker.Transactions.TickAsync();
        bench.Log("a").LastStableOffset.ShouldBe(bench.Log("a").LogEnd, where);
        bench.Log("b").LastStableOffset.ShouldBe(bench.Log("b").LogEnd, where);

        List<string> a = bench.Read("a");
        bench.Read("b").ShouldBe(a, where);
        foreach (int number in run.Committed)
        {
            a.ShouldContain("t" + number, where);
        }

        foreach (int number in run.AbortedNumbers)
        {
            a.ShouldNotContain("t" + number, where);
        }

        long last = a.Count == 0 ? -1 : long.Parse(a[^1][1..], System.Globalization.CultureInfo.InvariantCulture);
        bench.Committed("g", "a").ShouldBe(last, where);
    }

    /// <summary>An EndTxn without an answer is sent again, as a client does; what it answers then must hold.</summary>
    private static async Task RepeatLastAsync(BrokerBench bench, CrashRun run, string where)
    {
        if (run.Unanswered is not { } last)
        {
            return;
        }

        ErrorCode error = await bench.EndAsync(last.Id, last.ProducerId, last.Epoch, last.Commit);
        error.ShouldBe(ErrorCode.None, where);
        run.Ended(last.Number, error);
    }
}
