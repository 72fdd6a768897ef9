namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>An offset that a group committed, or will have when its transaction commits.</summary>
/// <remarks>
/// <c>LeaderEpoch</c>: −1 when the client gave none.
/// <c>CommitTimeMs</c>: Wall clock of the broker.
/// </remarks>
internal sealed record StoredOffset(
    string Topic,
    Guid TopicId,
    int Partition,
    long Offset,
    int LeaderEpoch,
    string Metadata,
    long CommitTimeMs
)
{
    public TopicPartition Key => new(TopicId, Partition);

    public static void WriteAll(ControlWriter writer, IReadOnlyCollection<StoredOffset> offsets)
    {
        writer.Int32(offsets.Count);
        foreach (StoredOffset offset in offsets)
        {
            writer.String(offset.Topic);
            writer.Guid(offset.TopicId);
            writer.Int32(offset.Partition);
            writer.Int64(offset.Offset);
            writer.Int32(offset.LeaderEpoch);
            writer.String(offset.Metadata);
            writer.Int64(offset.CommitTimeMs);
        }
    }

    public static List<StoredOffset> ReadAll(ref ControlReader reader)
    {
        int count = reader.Count(leastBytes: 48);
        var offsets = new List<StoredOffset>(count);
        for (int i = 0; i < count; i++)
        {
            offsets.Add(
                new(reader.String(), reader.Guid(), reader.Int32(), reader.Int64(), reader.Int32(), reader.String(), reader.Int64())
            );
        }

        return offsets;
    }
}
