namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>The topic, its log starts and all offsets committed for it are gone; flushed before its files are renamed.</summary>
internal sealed record TopicDeleted(Guid TopicId) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.TopicDeleted;

    public override bool AlwaysFlush => true;

    public override void WriteBody(ControlWriter writer) => writer.Guid(TopicId);

    public static TopicDeleted Read(ref ControlReader reader) => new(reader.Guid());
}
