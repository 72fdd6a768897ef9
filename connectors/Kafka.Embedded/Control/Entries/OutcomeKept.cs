namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>Only in snapshots: an outcome whose markers are not known to be flushed (spec section 11.3, step 4).</summary>
internal sealed record OutcomeKept(TransactionOutcome Outcome) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.OutcomeKept;

    public override void WriteBody(ControlWriter writer) => Outcome.Write(writer);

    public static OutcomeKept Read(ref ControlReader reader) => new(TransactionOutcome.Read(ref reader));
}
