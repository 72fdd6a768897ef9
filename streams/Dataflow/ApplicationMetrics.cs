namespace NbaPipeline.Dataflow;

/// <summary>Sums over the threads of an application since it started.</summary>
public sealed record ApplicationMetrics(
    long RecordsProcessed,
    long RecordsProduced,
    long RecordsDeadLettered,
    long RecordsDroppedLate,
    long RecordsDroppedNullKey,
    long RecordsDroppedNullValue,
    long RecordsRestoring,
    long Commits,
    long Aborts,
    long ProducerRebuilds,
    double CommitMsP50,
    double CommitMsP99
);
