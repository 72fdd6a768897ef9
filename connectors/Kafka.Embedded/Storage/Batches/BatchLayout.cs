namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Where the fields of a record batch lie (magic 2, spec section 7.1), and the bits of its attributes.</summary>
internal static class BatchLayout
{
    public const int BaseOffset = 0;
    public const int Length = 8;
    public const int LeaderEpoch = 12;
    public const int Magic = 16;
    public const int Crc = 17;
    public const int Attributes = 21;
    public const int LastOffsetDelta = 23;
    public const int BaseTimestamp = 27;
    public const int MaxTimestamp = 35;
    public const int ProducerId = 43;
    public const int ProducerEpoch = 51;
    public const int BaseSequence = 53;
    public const int Count = 57;
    public const int Records = 61;

    /// <summary>What precedes the bytes that the length field counts.</summary>
    public const int LengthOverhead = 12;

    public const byte CurrentMagic = 2;

    public const short CodecMask = 0x07;
    public const short AppendTimeBit = 0x08;
    public const short TransactionalBit = 0x10;
    public const short ControlBit = 0x20;

    public const int Zstd = 4;
}
