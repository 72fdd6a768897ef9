namespace NbaPipeline.Cli.Bench;

/// <summary>What a bench run measured in this process.</summary>
internal sealed record BenchResult
{
    public required long Records { get; init; }

    /// <summary>From the first record polled to the last commit.</summary>
    public required double Seconds { get; init; }

    /// <summary>Bytes allocated by the process in that time.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>CPU time of the process in that time, seconds.</summary>
    public required double CpuSeconds { get; init; }

    public required double CommitP50Ms { get; init; }

    public required double CommitP99Ms { get; init; }

    public required long Commits { get; init; }

    /// <summary>Collections of generation 0, 1 and 2.</summary>
    public required int Gen0 { get; init; }

    public required int Gen1 { get; init; }

    public required int Gen2 { get; init; }
}
