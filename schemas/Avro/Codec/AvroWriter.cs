using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace NbaPipeline.Avro;

/// <summary>
/// Writes Avro binary to a buffer writer; the mirror of <see cref="AvroReader"/>. Call <see cref="Flush"/> (or dispose)
/// at the end: until then the last bytes are not part of the output. Pass it by reference only.
/// </summary>
public ref partial struct AvroWriter
{
    private const int ChunkSize = 256;
    private const int MaxLongBytes = 10;

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _chunk;
    private int _used;
    private int _depth;

    public AvroWriter(IBufferWriter<byte> output) => _output = output;

    /// <summary>Hands the bytes written so far to the output.</summary>
    public void Flush()
    {
        if (_used > 0)
        {
            _output.Advance(_used);
            _chunk = _chunk[_used..];
            _used = 0;
        }
    }

    public void Dispose()
    {
        Flush();
        _chunk = default;
    }

    /// <summary>Generated code calls this before the fields of a record; a cycle in the values ends here.</summary>
    public void EnterRecord()
    {
        if (++_depth > AvroLimits.MaxDepth)
        {
            throw new AvroException($"values are nested more than {AvroLimits.MaxDepth} levels deep");
        }
    }

    /// <summary>The counterpart of <see cref="EnterRecord"/>.</summary>
    public void LeaveRecord() => _depth--;

    public void WriteBoolean(bool value)
    {
        Room(1)[0] = value ? (byte)1 : (byte)0;
        _used++;
    }

    public void WriteInt(int value) => WriteLong(value);

    public void WriteLong(long value)
    {
        var room = Room(MaxLongBytes);
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var i = 0;
        while (rest >= 0x80)
        {
            room[i++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        room[i] = (byte)rest;
        _used += i + 1;
    }

    public void WriteFloat(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(Room(sizeof(float)), value);
        _used += sizeof(float);
    }

    public void WriteDouble(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Room(sizeof(double)), value);
        _used += sizeof(double);
    }

    /// <summary>Length and bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteLong(value.Length);
        WriteRaw(value);
    }

    /// <summary>The bytes of a fixed, which must be <paramref name="size"/> bytes long.</summary>
    /// <exception cref="AvroException">The value has another length.</exception>
    public void WriteFixed(ReadOnlySpan<byte> value, int size)
    {
        if (value.Length != size)
        {
            throw new AvroException($"a fixed of {size} bytes cannot hold {value.Length} bytes");
        }

        WriteRaw(value);
    }

    /// <exception cref="AvroException">The index is not one of a symbol.</exception>
    public void WriteEnum(int index, int symbolCount)
    {
        if ((uint)index >= (uint)symbolCount)
        {
            throw new AvroException($"there is no symbol {index}; the schema has {symbolCount}");
        }

        WriteLong(index);
    }

    public void WriteUnion(int index) => WriteLong(index);

    /// <summary>The head of an array's or map's only block. Write <see cref="WriteBlockEnd"/> after the items, and nothing else for an empty one.</summary>
    public void WriteBlockCount(int count) => WriteLong(count);

    public void WriteBlockEnd() => WriteLong(0);

    /// <summary>The bytes alone, without a length.</summary>
    internal void WriteRaw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        _used += value.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Room(int count) => _chunk.Length - _used >= count ? _chunk[_used..] : NextChunk(count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Span<byte> NextChunk(int count)
    {
        Flush();
        _chunk = _output.GetSpan(Math.Max(count, ChunkSize));
        return _chunk;
    }
}
