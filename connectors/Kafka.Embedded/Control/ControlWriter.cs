using System.Buffers.Binary;
using System.Text;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>A growing buffer for control entries: big-endian integers, UTF-8 strings and lists with an int32 length.</summary>
internal sealed class ControlWriter
{
    private byte[] _buffer = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Byte(byte value) => Take(1)[0] = value;

    public void Boolean(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Int16(short value) => BinaryPrimitives.WriteInt16BigEndian(Take(2), value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(4), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(8), value);

    public void Guid(Guid value) => value.TryWriteBytes(Take(16), bigEndian: true, out _);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    public void String(string value)
    {
        int bytes = Encoding.UTF8.GetByteCount(value);
        Int32(bytes);
        Encoding.UTF8.GetBytes(value, Take(bytes));
    }

    public void Map(IReadOnlyDictionary<string, string> values)
    {
        Int32(values.Count);
        foreach ((string key, string value) in values)
        {
            String(key);
            String(value);
        }
    }

    /// <summary>Overwrites four bytes at <paramref name="position"/>, for lengths and checksums known only afterwards.</summary>
    public void Patch(int position, uint value) => BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(position, 4), value);

    public Span<byte> Slice(int start, int length) => _buffer.AsSpan(start, length);

    private Span<byte> Take(int count)
    {
        int needed = checked(Length + count);
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _buffer.Length)));
        }

        Span<byte> taken = _buffer.AsSpan(Length, count);
        Length = needed;
        return taken;
    }
}
