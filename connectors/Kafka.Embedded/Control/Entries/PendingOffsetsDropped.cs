namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>Pending offsets whose transaction the control log does not know any more (spec section 11.7).</summary>
internal sealed record PendingOffsetsDropped(string GroupId, long ProducerId) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.PendingOffsetsDropped;

    public override void WriteBody(ControlWriter writer)
    {
        writer.String(GroupId);
        writer.Int64(ProducerId);
    }

    public static PendingOffsetsDropped Read(ref ControlReader reader) => new(reader.String(), reader.Int64());
}
