namespace NbaPipeline.Cli.Run;

/// <summary>What one `nba run` is asked to do.</summary>
internal sealed record RunOptions
{
    public required DataFolder Folder { get; init; }

    /// <summary>Folder with the recorded files.</summary>
    public required string Input { get; init; }

    /// <summary>Seasons to replay; empty: all found.</summary>
    public required IReadOnlyList<string> Seasons { get; init; }

    /// <summary>Partitions of topics that are not there yet; null: as declared.</summary>
    public int? Partitions { get; init; }

    public required int Threads { get; init; }

    public required int CommitIntervalMs { get; init; }
}
