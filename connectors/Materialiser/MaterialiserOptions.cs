namespace NbaPipeline.Materialiser;

/// <summary>Where the tables are kept and how large a step is.</summary>
public sealed record MaterialiserOptions
{
    /// <summary>The DuckDB file; made with its folder if it is not there.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>The copy for readers; null is <c>read.duckdb</c> beside the file.</summary>
    public string? SnapshotPath { get; init; }

    /// <summary>Records per transaction, at most.</summary>
    public int MaxBatchRecords { get; init; } = 20_000;

    /// <summary>Bytes of keys and values per transaction, at most one record more.</summary>
    public long MaxBatchBytes { get; init; } = 64 << 20;

    /// <summary>Longest time from the first record of a batch to its commit, in milliseconds.</summary>
    public int MaxBatchDelayMs { get; init; } = 500;

    /// <summary>Longest wait for a record before other work gets its turn, in milliseconds.</summary>
    public int PollTimeoutMs { get; init; } = 100;

    /// <summary>Time between two looks for topics and partitions that were not there, in milliseconds.</summary>
    public int DiscoverIntervalMs { get; init; } = 1_000;

    /// <summary>Time between two snapshots while data changes, in milliseconds; at most 10,000.</summary>
    public int SnapshotIntervalMs { get; init; } = 5_000;

    /// <summary>Bytes that must be free on the volume beyond twice the batch; below, nothing is written.</summary>
    public long MinFreeBytes { get; init; } = 64 << 20;

    /// <summary>DuckDB's threads; null is one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>DuckDB's memory in MiB; null is its own choice.</summary>
    public int? MemoryLimitMib { get; init; }

    /// <summary>The snapshot's path, whether or not it was given.</summary>
    public string EffectiveSnapshotPath =>
        SnapshotPath ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(DatabasePath))!, "read.duckdb");

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(DatabasePath);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatchRecords, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatchBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatchDelayMs, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(PollTimeoutMs, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(DiscoverIntervalMs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(SnapshotIntervalMs, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SnapshotIntervalMs, 10_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinFreeBytes, 0);
    }
}
