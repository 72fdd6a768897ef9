namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>
/// How a transaction ended, kept from its Prepare record until all its markers are known to be flushed: after a power failure a marker may
/// be missing, and aborting there would tear a committed transaction (spec section 11.7).
/// </summary>
/// <remarks>
/// <c>PrepareSequence</c>: Of the control record that decided; identifies the outcome.
/// <c>CompleteSequence</c>: Of the record that says the markers are written, 0 until then.
/// </remarks>
internal sealed record TransactionOutcome(
    string TransactionalId,
    long ProducerId,
    short Epoch,
    bool Commit,
    IReadOnlyList<TransactionPartition> Partitions,
    long PrepareSequence,
    long CompleteSequence
)
{
    /// <summary>What a Prepare record decides.</summary>
    public static TransactionOutcome Of(TransactionSnapshot prepared, long sequence) =>
        new(
            prepared.TransactionalId,
            prepared.ProducerId,
            prepared.Epoch,
            prepared.State == TransactionState.PrepareCommit,
            prepared.Partitions,
            sequence,
            CompleteSequence: 0
        );

    public void Write(ControlWriter writer)
    {
        writer.String(TransactionalId);
        writer.Int64(ProducerId);
        writer.Int16(Epoch);
        writer.Boolean(Commit);
        TransactionPartition.WriteAll(writer, Partitions);
        writer.Int64(PrepareSequence);
        writer.Int64(CompleteSequence);
    }

    public static TransactionOutcome Read(ref ControlReader reader) =>
        new(
            reader.String(),
            reader.Int64(),
            reader.Int16(),
            reader.Boolean(),
            TransactionPartition.ReadAll(ref reader),
            reader.Int64(),
            reader.Int64()
        );
}
