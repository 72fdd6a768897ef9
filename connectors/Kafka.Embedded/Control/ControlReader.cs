using System.Buffers.Binary;
using System.Text;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>Reads what <see cref="ControlWriter"/> wrote. A length that does not fit the bytes left is a <see cref="ControlLogException"/>.</summary>
internal ref struct ControlReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly int Remaining => _rest.Length;

    public byte Byte() => Take(1)[0];

    public bool Boolean() => Byte() != 0;

    public short Int16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public Guid Guid() => new(Take(16), bigEndian: true);

    public string String() => Encoding.UTF8.GetString(Take(Int32()));

    public ReadOnlySpan<byte> Bytes(int count) => Take(count);

    /// <summary>The count of a list whose elements take at least <paramref name="leastBytes"/> each, so that damage cannot ask for endless memory.</summary>
    public int Count(int leastBytes)
    {
        int count = Int32();
        if (count < 0 || (long)count * leastBytes > _rest.Length)
        {
            throw new ControlLogException($"A list of {count} elements does not fit the {_rest.Length} bytes left of its entry.");
        }

        return count;
    }

    public Dictionary<string, string> Map()
    {
        int count = Count(leastBytes: 8);
        var map = new Dictionary<string, string>(count, StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string key = String();
            map[key] = String();
        }

        return map;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
        {
            throw new ControlLogException($"A field of {count} bytes does not fit the {_rest.Length} bytes left of its entry.");
        }

        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
