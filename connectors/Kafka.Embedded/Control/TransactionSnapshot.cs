namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>All fields of a transactional id at one moment (spec section 11.1).</summary>
/// <remarks>
/// <c>LastEpoch</c>: The epoch that asked for <c>Epoch</c>, −1 if none did: tells the repeat of a lost answer from a zombie.
/// <c>PreviousProducerId</c>: The id before the epochs ran out, −1 if there was none.
/// <c>StartTimeMs</c>: Wall clock of the transaction's first step, −1 outside one.
/// </remarks>
internal sealed record TransactionSnapshot(
    string TransactionalId,
    long ProducerId,
    short Epoch,
    short LastEpoch,
    long PreviousProducerId,
    int TimeoutMs,
    TransactionState State,
    IReadOnlyList<TransactionPartition> Partitions,
    IReadOnlyList<string> Groups,
    long StartTimeMs,
    long LastUpdateMs
)
{
    public bool IsPrepared => State is TransactionState.PrepareCommit or TransactionState.PrepareAbort;

    public void Write(ControlWriter writer)
    {
        writer.String(TransactionalId);
        writer.Int64(ProducerId);
        writer.Int16(Epoch);
        writer.Int16(LastEpoch);
        writer.Int64(PreviousProducerId);
        writer.Int32(TimeoutMs);
        writer.Byte((byte)State);
        TransactionPartition.WriteAll(writer, Partitions);
        writer.Int32(Groups.Count);
        foreach (string group in Groups)
        {
            writer.String(group);
        }

        writer.Int64(StartTimeMs);
        writer.Int64(LastUpdateMs);
    }

    public static TransactionSnapshot Read(ref ControlReader reader) =>
        new(
            reader.String(),
            reader.Int64(),
            reader.Int16(),
            reader.Int16(),
            reader.Int64(),
            reader.Int32(),
            (TransactionState)reader.Byte(),
            TransactionPartition.ReadAll(ref reader),
            ReadGroups(ref reader),
            reader.Int64(),
            reader.Int64()
        );

    private static List<string> ReadGroups(ref ControlReader reader)
    {
        int count = reader.Count(leastBytes: 4);
        var groups = new List<string>(count);
        for (int i = 0; i < count; i++)
        {
            groups.Add(reader.String());
        }

        return groups;
    }
}
