using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace NbaPipeline.Chaos.Tests;

/// <summary>
/// Kills `nba run` at random moments and compares what is left in the end with an undisturbed run. CHAOS_KILLS, CHAOS_STOPS,
/// CHAOS_SEED and CHAOS_DATA change the number of kills and of stops, the seed and the input; tests/Chaos/kill-run sets them.
/// </summary>
public class KillTests(ITestOutputHelper output)
{
    private static int KillsOn(KafkaKind kafka) => Setting("CHAOS_KILLS", kafka == KafkaKind.Embedded ? 3 : 1);

    private static readonly int Stops = Setting("CHAOS_STOPS", 3);
    private static readonly int Seed = Setting("CHAOS_SEED", 20231024);
    private static readonly string Input = Environment.GetEnvironmentVariable("CHAOS_DATA") ?? Repository.SampleSeason;

    [SkippableTheory]
    [InlineData(KafkaKind.Embedded)]
    [InlineData(KafkaKind.Apache)]
    public async Task A_run_killed_again_and_again_leaves_the_topics_and_tables_of_an_undisturbed_one(KafkaKind kafka)
    {
        Skip.IfNot(Repository.MissingFor(kafka) is null, Repository.MissingFor(kafka));
        output.WriteLine($"{kafka}, seed {Seed}, {KillsOn(kafka)} kills, input {Input}");
        var folder = Directory.CreateTempSubdirectory("nba-chaos-").FullName;
        try
        {
            var calm = await UndisturbedAsync(Path.Combine(folder, "calm"), kafka);
            await KilledAsync(Path.Combine(folder, "killed"), kafka, calm);

            Compare(kafka, Path.Combine(folder, "calm"), Path.Combine(folder, "killed")).ShouldBeEmpty($"seed {Seed}");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [SkippableFact]
    public async Task A_run_stopped_with_Ctrl_C_says_where_its_stages_stand_and_goes_on_to_the_same_end()
    {
        Skip.IfNot(Repository.MissingFor(KafkaKind.Embedded) is null, Repository.MissingFor(KafkaKind.Embedded));
        output.WriteLine($"seed {Seed}, {Stops} stops, input {Input}");
        var folder = Directory.CreateTempSubdirectory("nba-chaos-").FullName;
        try
        {
            var calm = await UndisturbedAsync(Path.Combine(folder, "calm"), KafkaKind.Embedded);
            await StoppedAsync(Path.Combine(folder, "stopped"), calm);

            Compare(KafkaKind.Embedded, Path.Combine(folder, "calm"), Path.Combine(folder, "stopped")).ShouldBeEmpty($"seed {Seed}");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private async Task<TimeSpan> UndisturbedAsync(string dataDir, KafkaKind kafka)
    {
        var watch = Stopwatch.StartNew();
        using var run = NbaRun.Start(dataDir, Input, kafka);
        (await run.EndAsync()).ShouldBe(0, run.Output);
        output.WriteLine($"undisturbed: {watch.Elapsed.TotalSeconds:0.0} s");
        return watch.Elapsed;
    }

    private async Task KilledAsync(string dataDir, KafkaKind kafka, TimeSpan calm)
    {
        var random = new Random(Seed);
        for (var kill = 1; kill <= KillsOn(kafka); kill++)
        {
            using var run = NbaRun.Start(dataDir, Input, kafka);
            // Short lives: the work of a calm run is spread over all of them, so that most kills hit it in the middle.
            var delay = calm * (0.03 + (0.27 * random.NextDouble()));
            var killed = await run.KillAfterAsync(delay);
            output.WriteLine($"kill {kill} after {delay.TotalSeconds:0.00} s: {(killed ? "killed" : "had ended")}");
        }
        using var last = NbaRun.Start(dataDir, Input, kafka);
        (await last.EndAsync()).ShouldBe(0, last.Output);
    }

    private async Task StoppedAsync(string dataDir, TimeSpan calm)
    {
        var random = new Random(Seed);
        for (var stop = 1; stop <= Stops; stop++)
        {
            using var run = NbaRun.Start(dataDir, Input);
            var delay = calm * (0.4 * random.NextDouble());
            var stopped = await run.InterruptAfterAsync(delay);
            (await run.EndAsync()).ShouldBe(0, run.Output);
            output.WriteLine($"stop {stop}, {delay.TotalSeconds:0.00} s after its first line: {(stopped ? "stopped" : "had ended")}");
            if (stopped && run.Answer.Trim().Length == 0)
            {
                foreach (var stage in (string[])["clean", "analytics", "features", "predictions", "grades"])
                {
                    run.Output.Split('\n').ShouldContain(l => l.StartsWith($"{stage}: committed ", StringComparison.Ordinal), run.Output);
                }
                run.Output.ShouldContain("the next nba run on this folder goes on from here");
            }
        }
        using var last = NbaRun.Start(dataDir, Input);
        (await last.EndAsync()).ShouldBe(0, last.Output);
    }

    private static List<string> Compare(KafkaKind kafka, string calm, string killed)
    {
        var differences = Comparison.Differences(Topics(kafka, calm), Topics(kafka, killed)).ToList();
        differences.AddRange(
            Comparison.Differences(TableDump.Read(Path.Combine(calm, "read.duckdb")), TableDump.Read(Path.Combine(killed, "read.duckdb")))
        );
        return differences;
    }

    private static SortedDictionary<string, List<string>> Topics(KafkaKind kafka, string dataDir)
    {
        using var broker = Broker.Start(kafka, dataDir);
        return TopicDump.Read(
            broker.Bootstrap,
            t => t.StartsWith("nba.", StringComparison.Ordinal) && !t.StartsWith("nba.ops.", StringComparison.Ordinal)
        );
    }

    internal static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : fallback;
}
