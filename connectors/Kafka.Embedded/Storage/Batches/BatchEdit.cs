using System.Buffers.Binary;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>What the broker changes in a batch before it is stored.</summary>
internal static class BatchEdit
{
    /// <summary>Both fields lie before the checksummed part, so that the checksum stays right.</summary>
    public static void SetPlace(Span<byte> batch, long baseOffset, int leaderEpoch)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch, baseOffset);
        BinaryPrimitives.WriteInt32BigEndian(batch[BatchLayout.LeaderEpoch..], leaderEpoch);
    }

    public static void SetAppendTime(Span<byte> batch, long timestampMs)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch[BatchLayout.MaxTimestamp..], timestampMs);
        SetAttributes(batch, (short)(Attributes(batch) | BatchLayout.AppendTimeBit));
    }

    /// <summary>A client has no say in whose time it is.</summary>
    public static void ClearAppendTime(Span<byte> batch) => SetAttributes(batch, (short)(Attributes(batch) & ~BatchLayout.AppendTimeBit));

    public static void SetCrc(Span<byte> batch) =>
        BinaryPrimitives.WriteUInt32BigEndian(batch[BatchLayout.Crc..], Crc32C.Compute(batch[BatchLayout.Attributes..]));

    private static short Attributes(Span<byte> batch) => BinaryPrimitives.ReadInt16BigEndian(batch[BatchLayout.Attributes..]);

    private static void SetAttributes(Span<byte> batch, short attributes)
    {
        BinaryPrimitives.WriteInt16BigEndian(batch[BatchLayout.Attributes..], attributes);
        SetCrc(batch);
    }
}
