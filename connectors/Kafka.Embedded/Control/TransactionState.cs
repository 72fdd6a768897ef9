namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>Where a transactional id stands (spec section 11.1). The numbers are on disk, the names are what clients are shown.</summary>
internal enum TransactionState : byte
{
    Empty = 0,
    Ongoing = 1,
    PrepareCommit = 2,
    PrepareAbort = 3,
    CompleteCommit = 4,
    CompleteAbort = 5,

    /// <summary>Expired; never written.</summary>
    Dead = 6,
}
