using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace NbaPipeline.Chaos.Tests;

/// <summary>
/// Kills `nba run` at random moments and compares what is left in the end with an undisturbed run. CHAOS_KILLS, CHAOS_SEED and
/// CHAOS_DATA change the number of kills, the seed and the input; tests/Chaos/kill-run sets them.
/// </summary>
public class KillTests(ITestOutputHelper output)
{
    private static int KillsOn(KafkaKind kafka) => Setting("CHAOS_KILLS", kafka == KafkaKind.Embedded ? 3 : 1);

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
            var watch = Stopwatch.StartNew();
            await UndisturbedAsync(Path.Combine(folder, "calm"), kafka);
            output.WriteLine($"undisturbed: {watch.Elapsed.TotalSeconds:0.0} s");
            await KilledAsync(Path.Combine(folder, "killed"), kafka, watch.Elapsed);

            Compare(kafka, Path.Combine(folder, "calm"), Path.Combine(folder, "killed")).ShouldBeEmpty($"seed {Seed}");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task UndisturbedAsync(string dataDir, KafkaKind kafka)
    {
        using var run = NbaRun.Start(dataDir, Input, kafka);
        (await run.EndAsync()).ShouldBe(0, run.Output);
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
