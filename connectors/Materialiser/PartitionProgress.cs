namespace NbaPipeline.Materialiser;

/// <summary>What is committed of a partition. <paramref name="NextOffset"/> is the first offset that is not; <paramref name="Rows"/> counts
/// records that became or replaced a row; <paramref name="EventTimeMs"/> is the newest record time in Unix milliseconds, -1 before the first.</summary>
public sealed record PartitionProgress(long NextOffset, long Records, long Rows, long DeadLetters, long EventTimeMs)
{
    internal static PartitionProgress None { get; } = new(0, 0, 0, 0, -1);
}
