namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>The group and its offsets are gone. Its generation raises the floor above which new groups start.</summary>
internal sealed record GroupRemoved(string GroupId) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.GroupRemoved;

    public override void WriteBody(ControlWriter writer) => writer.String(GroupId);

    public static GroupRemoved Read(ref ControlReader reader) => new(reader.String());
}
