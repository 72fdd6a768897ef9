namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>The first offset of a partition; flushed before a segment below it is removed.</summary>
internal sealed record LogStartMoved(Guid TopicId, int Partition, long Offset) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.LogStartMoved;

    public override bool AlwaysFlush => true;

    public override void WriteBody(ControlWriter writer)
    {
        writer.Guid(TopicId);
        writer.Int32(Partition);
        writer.Int64(Offset);
    }

    public static LogStartMoved Read(ref ControlReader reader) => new(reader.Guid(), reader.Int32(), reader.Int64());
}
