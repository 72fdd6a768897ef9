namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>The transactional id expired.</summary>
internal sealed record TransactionRemoved(string TransactionalId) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.TransactionRemoved;

    public override void WriteBody(ControlWriter writer) => writer.String(TransactionalId);

    public static TransactionRemoved Read(ref ControlReader reader) => new(reader.String());
}
