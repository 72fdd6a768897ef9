namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>The group has reached this generation; written before any member is told.</summary>
/// <remarks><c>ProtocolType</c>: Empty while the group has none.</remarks>
internal sealed record GroupGeneration(string GroupId, int Generation, string ProtocolType) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.GroupGeneration;

    public override void WriteBody(ControlWriter writer)
    {
        writer.String(GroupId);
        writer.Int32(Generation);
        writer.String(ProtocolType);
    }

    public static GroupGeneration Read(ref ControlReader reader) => new(reader.String(), reader.Int32(), reader.String());
}
