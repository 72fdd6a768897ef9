using System.Buffers.Binary;
using System.Numerics;

namespace NbaPipeline.Kafka.Embedded.Protocol;

internal sealed partial class ProtocolWriter
{
    private const int MaxVarlongBytes = 10;

    /// <summary>How many bytes <see cref="WriteUnsignedVarint"/> takes for <paramref name="value"/>.</summary>
    public static int SizeOfUnsignedVarint(uint value) => (38 - BitOperations.LeadingZeroCount(value | 1)) / 7;

    public void WriteInt8(sbyte value) => Claim(sizeof(sbyte))[0] = (byte)value;

    public void WriteInt16(short value) => BinaryPrimitives.WriteInt16BigEndian(Claim(sizeof(short)), value);

    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32BigEndian(Claim(sizeof(int)), value);

    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64BigEndian(Claim(sizeof(long)), value);

    public void WriteBool(bool value) => Claim(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>16 bytes, the most significant first.</summary>
    public void WriteUuid(Guid value) => value.TryWriteBytes(Claim(16), bigEndian: true, out _);

    /// <summary>Seven bits per byte, the least significant first.</summary>
    public void WriteUnsignedVarint(uint value) => WriteUnsignedVarlong(value);

    /// <summary>A number inside records: zigzag, then as <see cref="WriteUnsignedVarint"/>.</summary>
    public void WriteVarint(int value) => WriteUnsignedVarlong((uint)((value << 1) ^ (value >> 31)));

    /// <inheritdoc cref="WriteVarint"/>
    public void WriteVarlong(long value) => WriteUnsignedVarlong((ulong)((value << 1) ^ (value >> 63)));

    private void WriteUnsignedVarlong(ulong value)
    {
        Span<byte> bytes = stackalloc byte[MaxVarlongBytes];
        var count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        WriteRaw(bytes[..count]);
    }
}
