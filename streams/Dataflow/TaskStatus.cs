namespace NbaPipeline.Dataflow;

/// <summary>One task as it stood at its last commit or assignment.</summary>
/// <param name="Id">Sub-topology and partition.</param>
/// <param name="State">Restoring, Running or Closed.</param>
/// <param name="CommittedOffsets">Next offset to process per <c>topic-partition</c>; -1 when nothing was committed.</param>
/// <param name="StreamTimeMs">Largest event time processed, <see cref="long.MinValue"/> before the first record.</param>
/// <param name="FrontierMs">Complete up to this event time; <see cref="long.MinValue"/> without declared progress.</param>
/// <param name="ProcessedCount">Records processed since the task came to this thread.</param>
/// <param name="WaitingFor">The input that holds the task back, null when none does.</param>
public sealed record TaskStatus(
    TaskId Id,
    string State,
    IReadOnlyDictionary<string, long> CommittedOffsets,
    long StreamTimeMs,
    long FrontierMs,
    long ProcessedCount,
    string? WaitingFor
)
{
    internal static TaskStatus Of(Tasks.StreamTask task) =>
        new(
            task.Id,
            task.State.ToString(),
            task.Inputs.ToDictionary(i => i.Partition.ToString(), i => i.LastCommitted.Offset),
            task.StreamTimeMs,
            task.SubTopology.ProgressDeclared ? task.Frontier() : long.MinValue,
            task.ProcessedCount,
            task.WaitingFor
        );
}
