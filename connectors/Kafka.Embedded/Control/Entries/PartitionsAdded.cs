namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>A topic has this many partitions from here on.</summary>
internal sealed record PartitionsAdded(Guid TopicId, int Partitions) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.PartitionsAdded;

    public override bool AlwaysFlush => true;

    public override void WriteBody(ControlWriter writer)
    {
        writer.Guid(TopicId);
        writer.Int32(Partitions);
    }

    public static PartitionsAdded Read(ref ControlReader reader) => new(reader.Guid(), reader.Int32());
}
