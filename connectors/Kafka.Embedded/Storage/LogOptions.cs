namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>What all partition logs of a broker share.</summary>
internal sealed record LogOptions
{
    public FlushPolicy FlushPolicy { get; init; } = FlushPolicy.Interval;

    /// <summary>With less free space on the disk appends of clients are refused; markers are not.</summary>
    public long MinFreeBytes { get; init; } = 256L << 20;

    /// <summary>A producer id unused for this long, without an open transaction, is forgotten.</summary>
    public long ProducerIdExpirationMs { get; init; } = 86_400_000;

    /// <summary>Most producer ids remembered per partition; beyond it the ones unused longest are forgotten.</summary>
    public int MaxProducersPerPartition { get; init; } = 100_000;

    /// <summary>Most closed segments whose files are kept open.</summary>
    public int MaxOpenSegments { get; init; } = 512;

    /// <summary>Threads for fsync and for closing rolled segments. With 0 that work is done by the caller, in a fixed order (tests).</summary>
    public int FlusherThreads { get; init; } = 2;
}
