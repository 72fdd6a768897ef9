namespace NbaPipeline.Cli.Bench;

/// <summary>One bench run, as the comparison with the peers asks for it.</summary>
internal sealed record BenchOptions
{
    public required BenchWorkload Workload { get; init; }

    public required string Bootstrap { get; init; }

    /// <summary>Consumer group; offsets are committed there.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Input topic; the table of `join` is this name with "-table".</summary>
    public required string In { get; init; }

    public required string Out { get; init; }

    public required bool ExactlyOnce { get; init; }

    public required int CommitIntervalMs { get; init; }

    public required int Threads { get; init; }

    /// <summary>True: run until SIGTERM. False: stop at the end of the input as it was at the start.</summary>
    public required bool Follow { get; init; }

    public required IReadOnlyDictionary<string, string> ClientSettings { get; init; }
}
