namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>Offsets that a group committed in one request.</summary>
internal sealed record OffsetsCommitted(string GroupId, IReadOnlyList<StoredOffset> Offsets) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.OffsetsCommitted;

    public override void WriteBody(ControlWriter writer)
    {
        writer.String(GroupId);
        StoredOffset.WriteAll(writer, Offsets);
    }

    public static OffsetsCommitted Read(ref ControlReader reader) => new(reader.String(), StoredOffset.ReadAll(ref reader));
}
