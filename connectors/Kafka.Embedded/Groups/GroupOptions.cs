namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>Limits and times of groups; the defaults are Kafka's but for the initial delay (spec sections 1.3, 12 and 19).</summary>
internal sealed record GroupOptions
{
    /// <summary>How long the first members of an empty group are waited for. Kafka waits 3 s.</summary>
    public int InitialRebalanceDelayMs { get; init; } = 100;

    public int MinSessionTimeoutMs { get; init; } = 6_000;

    public int MaxSessionTimeoutMs { get; init; } = 1_800_000;

    public int MaxSize { get; init; } = 1_000;

    /// <summary>After this long a new member whose first join is still parked is given up: its client has.</summary>
    public int NewMemberTimeoutMs { get; init; } = 300_000;

    public int MaxMetadataBytes { get; init; } = 4_096;

    public long OffsetsRetentionMs { get; init; } = 7L * 86_400_000;

    /// <summary>How often expired offsets and empty groups are looked for.</summary>
    public int ExpiryCheckIntervalMs { get; init; } = 60_000;
}
