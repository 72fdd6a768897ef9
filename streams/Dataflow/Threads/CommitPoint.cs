namespace NbaPipeline.Dataflow.Threads;

/// <summary>The places of the commit protocol where a crash makes a difference (docs/exactly-once.md numbers them alike).</summary>
internal enum CommitPoint
{
    BeforePrepare = 1,
    AfterChangelog = 2,
    AfterDeliveries = 3,
    AfterProgress = 4,
    BeforeCommit = 5,
    AfterCommit = 6,
    AfterFirstApply = 7,
    AfterApply = 8,
}
