namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>One entry of the sparse index: a batch begins here.</summary>
/// <param name="RelativeOffset">Base offset of the batch, relative to the segment's.</param>
/// <param name="Position">Where it begins in the file.</param>
/// <param name="LargestTimestamp">The largest time in the segment before it; -1 if none.</param>
internal readonly record struct IndexEntry(uint RelativeOffset, uint Position, long LargestTimestamp)
{
    public const int SizeBytes = 16;

    /// <summary>Where every segment begins.</summary>
    public static IndexEntry First { get; } = new(0, 0, -1);
}
