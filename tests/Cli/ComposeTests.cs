using System.Diagnostics;

namespace NbaPipeline.Cli.Tests;

/// <summary>docker-compose.kafka.yml, as docker-compose understands it.</summary>
public class ComposeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [SkippableTheory]
    [InlineData("KAFKA_LOG_RETENTION_MS: -1")]
    [InlineData("KAFKA_OFFSETS_RETENTION_MINUTES: 2147483647")]
    [InlineData("KAFKA_AUTO_CREATE_TOPICS_ENABLE: \"false\"")]
    [InlineData("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: 1")]
    public async Task Kafka_keeps_what_a_replay_of_old_games_writes(string setting) => (await ServiceAsync("kafka")).ShouldContain(setting);

    [SkippableFact]
    public async Task The_pipeline_waits_until_Kafka_is_healthy()
    {
        (await ServiceAsync("kafka")).ShouldContain("- /opt/kafka/bin/kafka-broker-api-versions.sh");
        (await ServiceAsync("nba")).ShouldContain("condition: service_healthy");
    }

    [SkippableFact]
    public async Task The_pipelines_command_line_is_one_that_nba_takes()
    {
        var service = await ServiceAsync("nba");
        var arguments = service
            .SkipWhile(line => line != "command:")
            .Skip(1)
            .TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => line[2..])
            .ToList();
        arguments.ShouldContain("--bootstrap");
        Nba.BuildRoot(CommonOptions.Create()).Parse(arguments).Errors.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Kafka_is_reachable_from_this_machine_only() =>
        (await ServiceAsync("kafka"))
            .SkipWhile(line => line != "ports:")
            .Skip(1)
            .TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldStartWith("- 127.0.0.1:");

    /// <summary>The lines of one service in the normalised file, without their indent.</summary>
    private static async Task<List<string>> ServiceAsync(string name)
    {
        var tool = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "docker-compose"))
            .FirstOrDefault(File.Exists);
        Skip.If(tool is null, "no docker-compose on PATH (Debian: apt-get install docker-compose)");
        using var patience = new CancellationTokenSource(Limit);
        var text = await OutputAsync(tool!, patience.Token, "-f", Path.Combine(Repository.Root, "docker-compose.kafka.yml"), "config");
        return
        [
            .. text.Split('\n')
                .SkipWhile(line => line != $"  {name}:")
                .Skip(1)
                .TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal))
                .Select(line => line.Trim()),
        ];
    }

    private static async Task<string> OutputAsync(string tool, CancellationToken cancel, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        process.ExitCode.ShouldBe(0, await error);
        return output;
    }
}
