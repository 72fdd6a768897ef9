namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>Committed offsets that were deleted or expired.</summary>
internal sealed record OffsetsRemoved(string GroupId, IReadOnlyList<TopicPartition> Partitions) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.OffsetsRemoved;

    public override void WriteBody(ControlWriter writer)
    {
        writer.String(GroupId);
        TopicPartition.WriteAll(writer, Partitions);
    }

    public static OffsetsRemoved Read(ref ControlReader reader) => new(reader.String(), TopicPartition.ReadAll(ref reader));
}
