namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>A partition of a transaction.</summary>
/// <remarks>
/// <c>FirstOffset</c>: Of the transaction's data there; −1 when there is none or, before Prepare, when it is not known yet.
/// <c>EndOffset</c>: The partition's end when the outcome was decided; −1 likewise.
/// </remarks>
internal readonly record struct TransactionPartition(Guid TopicId, int Partition, long FirstOffset = -1, long EndOffset = -1)
{
    public TopicPartition Key => new(TopicId, Partition);

    public static void WriteAll(ControlWriter writer, IReadOnlyCollection<TransactionPartition> partitions)
    {
        writer.Int32(partitions.Count);
        foreach (TransactionPartition partition in partitions)
        {
            writer.Guid(partition.TopicId);
            writer.Int32(partition.Partition);
            writer.Int64(partition.FirstOffset);
            writer.Int64(partition.EndOffset);
        }
    }

    public static List<TransactionPartition> ReadAll(ref ControlReader reader)
    {
        int count = reader.Count(leastBytes: 36);
        var partitions = new List<TransactionPartition>(count);
        for (int i = 0; i < count; i++)
        {
            partitions.Add(new(reader.Guid(), reader.Int32(), reader.Int64(), reader.Int64()));
        }

        return partitions;
    }
}
