namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>The whole set of a topic's own configs.</summary>
internal sealed record TopicConfigsSet(Guid TopicId, IReadOnlyDictionary<string, string> Configs) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.TopicConfigsSet;

    public override bool AlwaysFlush => true;

    public override void WriteBody(ControlWriter writer)
    {
        writer.Guid(TopicId);
        writer.Map(Configs);
    }

    public static TopicConfigsSet Read(ref ControlReader reader) => new(reader.Guid(), reader.Map());
}
