using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using NbaPipeline.Dataflow;
using Xunit.Abstractions;

namespace NbaPipeline.Chaos.Tests;

/// <summary>
/// Kills the embedded broker at random moments in the middle of transactions, and starts it again on its data. BROKER_KILLS and CHAOS_SEED
/// change the number of kills and the seed.
/// </summary>
public class BrokerKillTests(ITestOutputHelper output)
{
    private const int Partitions = 4;
    private static readonly int Kills = KillTests.Setting("BROKER_KILLS", 5);
    private static readonly int Seed = KillTests.Setting("CHAOS_SEED", 20231024);

    [SkippableFact]
    public async Task A_broker_killed_again_and_again_loses_nothing_acknowledged_and_shows_nothing_aborted()
    {
        Skip.IfNot(Repository.MissingFor(KafkaKind.Embedded) is null, Repository.MissingFor(KafkaKind.Embedded));
        output.WriteLine($"seed {Seed}, {Kills} kills");
        var folder = Directory.CreateTempSubdirectory("nba-broker-kill-").FullName;
        var broker = BrokerProcess.Start(folder);
        try
        {
            var address = broker.Bootstrap;
            await CreateTopicsAsync(address);
            var log = new TailLog();
            await using var counting = Counting(address, log);
            counting.Start();
            var ledger = new Ledger();
            using var over = new CancellationTokenSource();
            var writers = StartWriters(address, ledger, over.Token);
            broker = await KillAsync(broker, folder);
            await over.CancelAsync();
            await Task.WhenAll(writers).WaitAsync(TimeSpan.FromMinutes(3));

            var read = Committed.Read<string>(address, "lines", Deserializers.Utf8);
            output.WriteLine($"{read.Count} records read, {ledger.Acknowledged} acknowledged, {ledger.Aborted} aborted");
            ledger.Faults(read.Select(r => r.Value).ToList()).Take(10).ShouldBeEmpty($"seed {Seed}");
            ledger.Acknowledged.ShouldBeGreaterThan(0);
            ledger.Aborted.ShouldBeGreaterThan(0);
            counting.Failure.ShouldBeNull(log.Tail);
            await Committed.AwaitAsync(
                () => Counts(address),
                read.GroupBy(r => r.Key).ToDictionary(g => g.Key, g => g.LongCount()),
                () => $"{counting.State}, failure: {counting.Failure}, log:\n{log.Tail}"
            );
        }
        finally
        {
            broker.Dispose();
            Directory.Delete(folder, true);
        }
    }

    private async Task<BrokerProcess> KillAsync(BrokerProcess broker, string folder)
    {
        var random = new Random(Seed);
        var port = broker.Port;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var delay = TimeSpan.FromMilliseconds(random.Next(100, 1500));
            using var patience = new CancellationTokenSource(delay);
            var later = new TaskCompletionSource();
            using var registration = patience.Token.Register(later.SetResult);
            await later.Task;
            broker.Kill();
            broker.Dispose();
            broker = BrokerProcess.Start(folder, port);
            output.WriteLine($"kill {kill} after {delay.TotalMilliseconds:0} ms");
        }
        return broker;
    }

    private static List<Task> StartWriters(string address, Ledger ledger, CancellationToken stop) =>
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i => new TransactionalWriter(() => address, "lines", $"txn-{i}", ledger, Seed + i))
                .Select(w => Task.Factory.StartNew(() => w.Run(stop), TaskCreationOptions.LongRunning)),
            Task.Factory.StartNew(
                () => new IdempotentWriter(() => address, "lines", "plain", ledger, Seed + 10).Run(stop),
                TaskCreationOptions.LongRunning
            ),
        ];

    private static DataflowApplication Counting(string address, TailLog log)
    {
        var streams = new StreamsBuilder();
        streams
            .Stream("lines", Consumed.With(Serdes.String, Serdes.String))
            .GroupByKey(Grouped.With("by-key", Serdes.String, Serdes.String))
            .Count("counts")
            .ToStream("changes")
            .To("counts", Produced.With(Serdes.String, Serdes.Int64));
        return new DataflowApplication(
            streams.Build(),
            new DataflowOptions
            {
                ApplicationId = "broker-kill",
                BootstrapServers = address,
                CommitIntervalMs = 50,
            },
            log
        );
    }

    private static Dictionary<string, long> Counts(string address) =>
        Committed.Read(address, "counts", Deserializers.Int64).GroupBy(r => r.Key).ToDictionary(g => g.Key, g => g.Last().Value);

    private static async Task CreateTopicsAsync(string address)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = address }).Build();
        await admin.CreateTopicsAsync(
            ((string[])["lines", "counts"]).Select(name => new TopicSpecification { Name = name, NumPartitions = Partitions })
        );
    }
}
