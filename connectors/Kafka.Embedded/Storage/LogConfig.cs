namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>What a partition log honours of a topic's configuration (spec section 15). The defaults are the broker's.</summary>
internal sealed record LogConfig
{
    /// <summary>Upper bound of a segment file; also the largest batch a topic can hold (error 18).</summary>
    public long SegmentBytes { get; init; } = 128L << 20;

    /// <summary>A segment is rolled when its first append is this old.</summary>
    public long SegmentMs { get; init; } = 7L * 86_400_000;

    /// <summary>Segments whose largest record time is this old are deleted; -1 keeps them for ever.</summary>
    public long RetentionMs { get; init; } = -1;

    /// <summary>Nobody has said how long records are kept: what stays here, Apache Kafka would delete after 7 days.</summary>
    public bool RetentionIsDefault { get; init; }

    /// <summary>The oldest segments are deleted while the others alone hold at least this much; -1 is no bound.</summary>
    public long RetentionBytes { get; init; } = -1;

    /// <summary>Largest batch accepted, header included.</summary>
    public int MaxMessageBytes { get; init; } = 1_048_588;

    /// <summary><c>message.timestamp.type=LogAppendTime</c>: the broker sets the time of every batch.</summary>
    public bool LogAppendTime { get; init; }

    public long TimestampBeforeMaxMs { get; init; } = long.MaxValue;

    public long TimestampAfterMaxMs { get; init; } = long.MaxValue;

    /// <summary>Bytes of log between two entries of the sparse index.</summary>
    public int IndexIntervalBytes { get; init; } = 4096;

    /// <summary>After this many records a flush is forced and acknowledgements wait for it; <see cref="long.MaxValue"/> never.</summary>
    public long FlushMessages { get; init; } = long.MaxValue;

    /// <summary>Longest time that an append stays unflushed, checked at appends and at the broker's flush interval.</summary>
    public long FlushMs { get; init; } = long.MaxValue;

    /// <summary>How long the files of a removed segment stay, renamed.</summary>
    public long FileDeleteDelayMs { get; init; } = 60_000;

    /// <summary><c>cleanup.policy</c> contains <c>compact</c>: records need a key.</summary>
    public bool Compact { get; init; }

    /// <summary><c>cleanup.policy</c> contains <c>delete</c>: retention applies.</summary>
    public bool Delete { get; init; } = true;
}
