namespace NbaPipeline.Cli.Bench;

/// <summary>Stands in where the engine is not linked.</summary>
internal sealed class NoBench : IBench
{
    public Task<BenchResult> RunAsync(BenchOptions options, CancellationToken stop) =>
        throw new CliException(ExitCode.Failed, "this build has no bench workloads");
}
