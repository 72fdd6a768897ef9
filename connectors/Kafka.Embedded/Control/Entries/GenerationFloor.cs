namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>Only in snapshots: the highest generation of any removed group.</summary>
internal sealed record GenerationFloor(int Generation) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.GenerationFloor;

    public override void WriteBody(ControlWriter writer) => writer.Int32(Generation);

    public static GenerationFloor Read(ref ControlReader reader) => new(reader.Int32());
}
