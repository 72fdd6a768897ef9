namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>The recovery of this run is complete and flushed; the broker begins to listen.</summary>
internal sealed record Recovered(long Run) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.Recovered;

    public override bool AlwaysFlush => true;

    public override void WriteBody(ControlWriter writer) => writer.Int64(Run);

    public static Recovered Read(ref ControlReader reader) => new(reader.Int64());
}
