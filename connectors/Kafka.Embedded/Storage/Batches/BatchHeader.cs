using System.Buffers.Binary;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>The header of a record batch, read from its first 61 bytes.</summary>
internal readonly struct BatchHeader
{
    /// <param name="bytes">At least <see cref="BatchLayout.Records"/> bytes; nothing in them is checked.</param>
    public BatchHeader(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..BatchLayout.Records];
        BaseOffset = BinaryPrimitives.ReadInt64BigEndian(bytes);
        SizeBytes = BatchLayout.LengthOverhead + (long)BinaryPrimitives.ReadInt32BigEndian(bytes[BatchLayout.Length..]);
        LeaderEpoch = BinaryPrimitives.ReadInt32BigEndian(bytes[BatchLayout.LeaderEpoch..]);
        Magic = bytes[BatchLayout.Magic];
        Crc = BinaryPrimitives.ReadUInt32BigEndian(bytes[BatchLayout.Crc..]);
        Attributes = BinaryPrimitives.ReadInt16BigEndian(bytes[BatchLayout.Attributes..]);
        LastOffsetDelta = BinaryPrimitives.ReadInt32BigEndian(bytes[BatchLayout.LastOffsetDelta..]);
        BaseTimestamp = BinaryPrimitives.ReadInt64BigEndian(bytes[BatchLayout.BaseTimestamp..]);
        MaxTimestamp = BinaryPrimitives.ReadInt64BigEndian(bytes[BatchLayout.MaxTimestamp..]);
        ProducerId = BinaryPrimitives.ReadInt64BigEndian(bytes[BatchLayout.ProducerId..]);
        ProducerEpoch = BinaryPrimitives.ReadInt16BigEndian(bytes[BatchLayout.ProducerEpoch..]);
        BaseSequence = BinaryPrimitives.ReadInt32BigEndian(bytes[BatchLayout.BaseSequence..]);
        Count = BinaryPrimitives.ReadInt32BigEndian(bytes[BatchLayout.Count..]);
    }

    public long BaseOffset { get; }

    /// <summary>Size of the whole batch, header included; may be nonsense (even negative) in a damaged one.</summary>
    public long SizeBytes { get; }

    public int LeaderEpoch { get; }

    public byte Magic { get; }

    public uint Crc { get; }

    public short Attributes { get; }

    public int LastOffsetDelta { get; }

    public long BaseTimestamp { get; }

    public long MaxTimestamp { get; }

    public long ProducerId { get; }

    public short ProducerEpoch { get; }

    public int BaseSequence { get; }

    public int Count { get; }

    public long LastOffset => BaseOffset + LastOffsetDelta;

    public int Codec => Attributes & BatchLayout.CodecMask;

    public bool IsAppendTime => (Attributes & BatchLayout.AppendTimeBit) != 0;

    public bool IsTransactional => (Attributes & BatchLayout.TransactionalBit) != 0;

    public bool IsControl => (Attributes & BatchLayout.ControlBit) != 0;

    /// <summary>Sequence of the last record; sequences wrap from 2147483647 to 0.</summary>
    public int LastSequence => Sequence.Add(BaseSequence, LastOffsetDelta);

    /// <summary>The fields that every batch in a log has right, whatever it holds.</summary>
    public bool IsPlausible =>
        Magic == BatchLayout.CurrentMagic && SizeBytes >= BatchLayout.Records && BaseOffset >= 0 && LastOffsetDelta >= 0;
}
