using System.Buffers.Binary;

namespace NbaPipeline.Kafka.Embedded.Protocol;

internal partial struct ProtocolReader
{
    private const int MaxVarintBytes = 5;

    public sbyte ReadInt8() => (sbyte)Take(sizeof(sbyte), "int8")[0];

    public short ReadInt16() => BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short), "int16"));

    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int), "int32"));

    public long ReadInt64() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long), "int64"));

    /// <summary>One byte; everything but 0 is true.</summary>
    public bool ReadBool() => Take(1, "bool")[0] != 0;

    /// <summary>16 bytes, the most significant first.</summary>
    public Guid ReadUuid() => new(Take(16, "uuid"), bigEndian: true);

    /// <summary>Seven bits per byte, the least significant first; at most five bytes.</summary>
    public uint ReadUnsignedVarint()
    {
        var span = _frame.Span[_position..];
        uint value = 0;
        for (var i = 0; i < MaxVarintBytes; i++)
        {
            if (i == span.Length)
            {
                ThrowTooLong("uvarint", i + 1);
            }

            var b = span[i];
            value |= (uint)(b & 0x7F) << (7 * i);
            if (b < 0x80)
            {
                // The fifth byte holds the last four bits.
                if (i == MaxVarintBytes - 1 && b > 0x0F)
                {
                    break;
                }

                _position += i + 1;
                return value;
            }
        }

        throw new ProtocolException($"uvarint at byte {_position} has more than 32 bits");
    }
}
