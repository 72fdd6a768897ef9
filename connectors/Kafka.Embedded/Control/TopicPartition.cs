namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>A partition by its topic's id, so that a recreated topic is never mistaken for the old one.</summary>
internal readonly record struct TopicPartition(Guid TopicId, int Partition)
{
    public static void WriteAll(ControlWriter writer, IReadOnlyCollection<TopicPartition> partitions)
    {
        writer.Int32(partitions.Count);
        foreach (TopicPartition partition in partitions)
        {
            writer.Guid(partition.TopicId);
            writer.Int32(partition.Partition);
        }
    }

    public static List<TopicPartition> ReadAll(ref ControlReader reader)
    {
        int count = reader.Count(leastBytes: 20);
        var partitions = new List<TopicPartition>(count);
        for (int i = 0; i < count; i++)
        {
            partitions.Add(new(reader.Guid(), reader.Int32()));
        }

        return partitions;
    }
}
