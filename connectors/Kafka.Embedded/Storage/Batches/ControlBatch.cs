using System.Buffers.Binary;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>The marker that ends a transaction in a partition (spec section 7.2).</summary>
internal static class ControlBatch
{
    /// <summary>Size of every marker.</summary>
    public const int SizeBytes = BatchLayout.Records + 17;

    private const short Abort = 0;
    private const short Commit = 1;
    private const int KeyBytes = 4;

    /// <summary>Length 16, attributes, deltas of time and offset, key of 4 bytes, value of 6, no headers; numbers are zigzag varints.</summary>
    private static ReadOnlySpan<byte> EmptyRecord => [32, 0, 0, 0, 8, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Writes a marker without offset and leader epoch.</summary>
    /// <param name="target">At least <see cref="SizeBytes"/>.</param>
    /// <param name="producerId">Whose transaction it ends.</param>
    /// <param name="epoch">The epoch that ends it, perhaps raised to fence the producer.</param>
    /// <param name="commit">False aborts.</param>
    /// <param name="timestampMs">The broker's time.</param>
    /// <param name="appendTime">Says that the time is the broker's, as all batches of such a topic do.</param>
    public static void Write(Span<byte> target, long producerId, short epoch, bool commit, long timestampMs, bool appendTime = false)
    {
        target = target[..SizeBytes];
        target.Clear();
        BinaryPrimitives.WriteInt32BigEndian(target[BatchLayout.Length..], SizeBytes - BatchLayout.LengthOverhead);
        target[BatchLayout.Magic] = BatchLayout.CurrentMagic;
        var attributes = BatchLayout.TransactionalBit | BatchLayout.ControlBit | (appendTime ? BatchLayout.AppendTimeBit : 0);
        BinaryPrimitives.WriteInt16BigEndian(target[BatchLayout.Attributes..], (short)attributes);
        BinaryPrimitives.WriteInt64BigEndian(target[BatchLayout.BaseTimestamp..], timestampMs);
        BinaryPrimitives.WriteInt64BigEndian(target[BatchLayout.MaxTimestamp..], timestampMs);
        BinaryPrimitives.WriteInt64BigEndian(target[BatchLayout.ProducerId..], producerId);
        BinaryPrimitives.WriteInt16BigEndian(target[BatchLayout.ProducerEpoch..], epoch);
        BinaryPrimitives.WriteInt32BigEndian(target[BatchLayout.BaseSequence..], -1);
        BinaryPrimitives.WriteInt32BigEndian(target[BatchLayout.Count..], 1);
        EmptyRecord.CopyTo(target[BatchLayout.Records..]);
        BinaryPrimitives.WriteInt16BigEndian(target[(BatchLayout.Records + 7)..], commit ? Commit : Abort);
        BatchEdit.SetCrc(target);
    }

    /// <summary>The outcome a control batch tells; null if it is not an end of a transaction (then it ends nothing).</summary>
    public static bool? ReadOutcome(ReadOnlySpan<byte> batch)
    {
        var walker = new RecordWalker(batch[BatchLayout.Records..]);
        if (!walker.TryNext() || walker.Key.Length < KeyBytes)
        {
            return null;
        }
        return BinaryPrimitives.ReadInt16BigEndian(walker.Key[2..]) switch
        {
            Abort => false,
            Commit => true,
            _ => null,
        };
    }
}
