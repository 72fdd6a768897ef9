using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NbaPipeline.Conformance.Tests.Clients;

namespace NbaPipeline.Conformance.Tests.Streams;

/// <summary>
/// The Kafka Streams jobs of ../shared/peers, compiled once: fills their input, runs one until it has committed all of it, and reads back the
/// check that ../shared/peers/compare prints.
/// </summary>
internal sealed partial class StreamsJobs(string bootstrap, string prefix) : IDisposable
{
    private const int Partitions = 4;
    private const int ValueBytes = 100;
    private const int WatchS = 120;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(WatchS + 30);
    private readonly string _folder = Directory.CreateTempSubdirectory("conformance-streams-").FullName;

    private static string Shared => Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared"));

    private string Input => $"{prefix}-in";

    private string ClassPath => $"{_folder}:{Path.Combine(Shared, "kafka", "libs")}/*";

    /// <summary>Why the jobs cannot run here; null when they can.</summary>
    public static string? Absence =>
        !File.Exists(Path.Combine(Shared, "peers", "KafkaStreamsBench.java"))
            ? "no Kafka Streams jobs at ../shared/peers beside the repository"
        : !File.Exists(Repository.KafkaScript) ? "no jars of Kafka Streams at ../shared/kafka beside the repository"
        : ExternalTool.Find("javac") is null ? "no javac on PATH"
        : null;

    public async Task PrepareAsync(int records, int keys)
    {
        string[] sources = ["Harness.java", "KafkaStreamsBench.java"];
        var compiled = await ExternalTool.RunAsync(
            "javac",
            ["-cp", ClassPath, "-d", _folder, .. sources.Select(source => Path.Combine(Shared, "peers", source))],
            Limit
        );
        compiled.ExitCode.ShouldBe(0, compiled.Output);
        await HarnessAsync("fill", Input, Text(Partitions), Text(records), Text(keys), Text(ValueBytes));
        await HarnessAsync("fill", $"{Input}-table", Text(Partitions), Text(keys), Text(keys), Text(ValueBytes), "table");
    }

    /// <summary>Runs one job exactly once to the end of its input.</summary>
    public async Task<StreamsCheck> RunAsync(string workload)
    {
        string id = $"{prefix}-{workload}",
            output = $"{id}-out";
        await HarnessAsync("create", Text(Partitions), output);
        var said = new List<string>();
        using var job = ExternalTool.Start(
            "java",
            [.. Java("KafkaStreamsBench"), bootstrap, id, workload, Input, output, "exactly_once_v2", "mem", "100", "1"],
            said
        );
        try
        {
            await HarnessAsync("watch", id, Input, Text(WatchS));
            return Read((await HarnessAsync("count", output, "read_committed")).Lines[^1]);
        }
        catch (ShouldAssertException e)
        {
            lock (said)
            {
                throw new InvalidOperationException($"{workload}: {e.Message}\n{string.Join('\n', said.TakeLast(40))}", e);
            }
        }
        finally
        {
            await EndAsync(job);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task EndAsync(Process job)
    {
        job.Kill();
        await job.WaitForExitAsync();
    }

    private static StreamsCheck Read(string line)
    {
        var match = Result().Match(line);
        match.Success.ShouldBeTrue(line);
        long Number(int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        return new StreamsCheck(Number(1), Number(2), Number(3), match.Groups[4].Value);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string[] Java(string main) =>
        [
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            $"-Dlog4j2.configurationFile={Path.Combine(Shared, "kafka", "log4j2-tools.properties")}",
            $"-Djava.io.tmpdir={_folder}",
            "-cp",
            ClassPath,
            main,
        ];

    private async Task<ToolResult> HarnessAsync(string command, params string[] arguments)
    {
        var result = await ExternalTool.RunAsync("java", [.. Java("Harness"), command, bootstrap, .. arguments], Limit);
        result.ExitCode.ShouldBe(0, $"{command} {string.Join(' ', arguments)}:\n{result.Output}");
        return result;
    }

    [GeneratedRegex(": ([0-9]+) records, ([0-9]+) keys, sum of last 8-byte values ([0-9]+), crc ([0-9a-f]+),")]
    private static partial Regex Result();
}
