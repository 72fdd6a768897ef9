namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>Offsets committed inside an open transaction; they count when it commits.</summary>
internal sealed record OffsetsPending(string GroupId, long ProducerId, IReadOnlyList<StoredOffset> Offsets) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.OffsetsPending;

    public override void WriteBody(ControlWriter writer)
    {
        writer.String(GroupId);
        writer.Int64(ProducerId);
        StoredOffset.WriteAll(writer, Offsets);
    }

    public static OffsetsPending Read(ref ControlReader reader) => new(reader.String(), reader.Int64(), StoredOffset.ReadAll(ref reader));
}
