namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>All fields of a transactional id after a change (spec section 11.1). With a Prepare state it is also the decision of the outcome.</summary>
internal sealed record TransactionChanged(TransactionSnapshot Transaction) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.TransactionChanged;

    public override void WriteBody(ControlWriter writer) => Transaction.Write(writer);

    public static TransactionChanged Read(ref ControlReader reader) => new(TransactionSnapshot.Read(ref reader));
}
