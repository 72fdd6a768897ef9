namespace NbaPipeline.Cli.Bench;

/// <summary>Runs a workload on the engine.</summary>
internal interface IBench
{
    /// <param name="options">What to run.</param>
    /// <param name="stop">Ends the run in order: commits, then returns what was measured.</param>
    Task<BenchResult> RunAsync(BenchOptions options, CancellationToken stop);
}
