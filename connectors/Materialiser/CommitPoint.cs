namespace NbaPipeline.Materialiser;

/// <summary>Places at which a test crashes the materialiser.</summary>
internal enum CommitPoint
{
    RecordsStaged,
    TablesMerged,
    DeadLettersSent,
    OffsetsStored,
    Committed,
    SnapshotCopied,
    SnapshotFlushed,
    SnapshotRenamed,
}
