namespace NbaPipeline.Kafka.Embedded.Transactions;

/// <summary>What the transaction coordinator takes from the broker's options.</summary>
internal sealed record TransactionOptions
{
    public FlushPolicy Policy { get; init; } = FlushPolicy.Interval;

    /// <summary>Longest transaction timeout that a producer may ask for.</summary>
    public int MaxTimeoutMs { get; init; } = 900_000;

    /// <summary>A transactional id unused for this long, with no transaction open, is forgotten.</summary>
    public long IdExpirationMs { get; init; } = 7L * 86_400_000;
}
