namespace NbaPipeline.Kafka.Embedded.Control.Entries;

/// <summary>
/// All markers of a transaction are written. With the offsets that it published, in one record, so that no restart can see one without
/// the other (spec section 11.3, step 4). Pending offsets of the producer in the groups named are gone.
/// </summary>
/// <remarks><c>Published</c>: Per group of the transaction; lists are empty when it was aborted.</remarks>
internal sealed record TransactionCompleted(TransactionSnapshot Transaction, IReadOnlyList<GroupOffsetList> Published) : ControlEntry
{
    public override ControlEntryType Type => ControlEntryType.TransactionCompleted;

    public override void WriteBody(ControlWriter writer)
    {
        Transaction.Write(writer);
        writer.Int32(Published.Count);
        foreach (GroupOffsetList group in Published)
        {
            writer.String(group.GroupId);
            StoredOffset.WriteAll(writer, group.Offsets);
        }
    }

    public static TransactionCompleted Read(ref ControlReader reader)
    {
        TransactionSnapshot transaction = TransactionSnapshot.Read(ref reader);
        int count = reader.Count(leastBytes: 8);
        var published = new List<GroupOffsetList>(count);
        for (int i = 0; i < count; i++)
        {
            published.Add(new(reader.String(), StoredOffset.ReadAll(ref reader)));
        }

        return new(transaction, published);
    }
}
