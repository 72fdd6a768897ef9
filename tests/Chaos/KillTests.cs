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
    private static readonly int Kills = Setting("CHAOS_KILLS", 3);
    private static readonly int Seed = Setting("CHAOS_SEED", 20231024);
    private static readonly string Input = Environment.GetEnvironmentVariable("CHAOS_DATA") ?? Repository.SampleSeason;

    [SkippableFact]
    public async Task A_run_killed_again_and_again_leaves_the_topics_and_tables_of_an_undisturbed_one()
    {
        Skip.IfNot(Repository.MissingPiece is null, Repository.MissingPiece);
        output.WriteLine($"seed {Seed}, {Kills} kills, input {Input}");
        var folder = Directory.CreateTempSubdirectory("nba-chaos-").FullName;
        try
        {
            var watch = Stopwatch.StartNew();
            await UndisturbedAsync(Path.Combine(folder, "calm"));
            output.WriteLine($"undisturbed: {watch.Elapsed.TotalSeconds:0.0} s");
            await KilledAsync(Path.Combine(folder, "killed"), watch.Elapsed);

            Compare(Path.Combine(folder, "calm"), Path.Combine(folder, "killed")).ShouldBeEmpty($"seed {Seed}");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task UndisturbedAsync(string dataDir)
    {
        using var run = NbaRun.Start(dataDir, Input);
        (await run.EndAsync()).ShouldBe(0, run.Output);
    }

    private async Task KilledAsync(string dataDir, TimeSpan calm)
    {
        var random = new Random(Seed);
        for (var kill = 1; kill <= Kills; kill++)
        {
            using var run = NbaRun.Start(dataDir, Input);
            // Short lives: the work of a calm run is spread over all of them, so that most kills hit it in the middle.
            var delay = calm * (0.03 + (0.27 * random.NextDouble()));
            var killed = await run.KillAfterAsync(delay);
            output.WriteLine($"kill {kill} after {delay.TotalSeconds:0.00} s: {(killed ? "killed" : "had ended")}");
        }
        using var last = NbaRun.Start(dataDir, Input);
        (await last.EndAsync()).ShouldBe(0, last.Output);
    }

    private static List<string> Compare(string calm, string killed)
    {
        var differences = Comparison.Differences(Topics(calm), Topics(killed)).ToList();
        differences.AddRange(
            Comparison.Differences(TableDump.Read(Path.Combine(calm, "read.duckdb")), TableDump.Read(Path.Combine(killed, "read.duckdb")))
        );
        return differences;
    }

    private static SortedDictionary<string, List<string>> Topics(string dataDir)
    {
        using var broker = Broker.Start(Path.Combine(dataDir, "kafka"));
        return TopicDump.Read(
            broker.Bootstrap,
            t => t.StartsWith("nba.", StringComparison.Ordinal) && !t.StartsWith("nba.ops.", StringComparison.Ordinal)
        );
    }

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : fallback;
}
