namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>A topic exists from here on; flushed before any of its files exists.</summary>
/// <remarks><c>ReplicationFactor</c>: As asked for; data is kept once.</remarks>
internal sealed record TopicCreated(
    Guid Id,
    string Name,
    int Partitions,
    short ReplicationFactor,
    IReadOnlyDictionary<string, string> Configs
) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.TopicCreated;

    public override bool AlwaysFlush => true;

    public override void WriteBody(ControlWriter writer)
    {
        writer.Guid(Id);
        writer.String(Name);
        writer.Int32(Partitions);
        writer.Int16(ReplicationFactor);
        writer.Map(Configs);
    }

    public static TopicCreated Read(ref ControlReader reader) =>
        new(reader.Guid(), reader.String(), reader.Int32(), reader.Int16(), reader.Map());
}
