namespace NbaPipeline.Sources;

/// <summary>What to replay and how; immutable, change with <c>with</c>.</summary>
public sealed record SeasonReplayOptions
{
    /// <summary>Largest value a raw topic takes, bytes.</summary>
    internal const int MaxValueBytes = 16 * 1024 * 1024;

    /// <summary>Folder with the recorded files; looked through recursively.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Seasons to replay, as <c>2023-24</c> (default: empty, which means all that are found).</summary>
    public IReadOnlyList<string> Seasons { get; init; } = [];

    /// <summary>Records per transaction (default: 10,000). Each transaction also moves the progress that later stages wait for.</summary>
    public int BatchRecords { get; init; } = 10_000;

    /// <summary>Bytes of keys and values per transaction at most (default: 32 MiB); one record may exceed it alone.</summary>
    public long BatchBytes { get; init; } = 32L * 1024 * 1024;

    /// <summary>Memory for rows while they are put in event-time order, bytes (default: 4 GiB; about 300 B per row).</summary>
    public long MaxBufferedBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>
    /// Identity of this source: key of its cursor, and with the prefix <c>nba-source-</c> its transactional id (default:
    /// <c>season-replay</c>). Two replays with one id exclude each other: the later start fences the earlier.
    /// </summary>
    public string SourceId { get; init; } = "season-replay";

    /// <summary>How often a batch whose transaction was aborted is sent again before the run fails (default: 3).</summary>
    public int MaxBatchAttempts { get; init; } = 3;

    internal string TransactionalId => $"nba-source-{SourceId}";

    internal void Validate()
    {
        Require(!string.IsNullOrWhiteSpace(DataDirectory), nameof(DataDirectory), DataDirectory, "a folder");
        Require(BatchRecords is >= 1 and <= 1_000_000, nameof(BatchRecords), BatchRecords, "1 to 1,000,000");
        Require(BatchBytes >= 1, nameof(BatchBytes), BatchBytes, "at least 1");
        Require(MaxBufferedBytes >= 1, nameof(MaxBufferedBytes), MaxBufferedBytes, "at least 1");
        Require(MaxBatchAttempts is >= 1 and <= 100, nameof(MaxBatchAttempts), MaxBatchAttempts, "1 to 100");
        Require(!string.IsNullOrWhiteSpace(SourceId), nameof(SourceId), SourceId, "a name");
        foreach (var season in Seasons)
        {
            Require(SeasonText.TryParse(season, out _), nameof(Seasons), season, "seasons like 2023-24");
        }
    }

    private static void Require(bool holds, string option, object? value, string allowed)
    {
        if (!holds)
        {
            throw new SourceException($"{option} is '{value}'; it must be {allowed}");
        }
    }
}
