namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>Producer ids below <c>NextId</c> may have been given out; flushed before the first of the block is.</summary>
internal sealed record ProducerIdBlock(long NextId) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.ProducerIdBlock;

    public override bool AlwaysFlush => true;

    public override void WriteBody(ControlWriter writer) => writer.Int64(NextId);

    public static ProducerIdBlock Read(ref ControlReader reader) => new(reader.Int64());
}
