using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NbaPipeline.Avro;

/// <summary>
/// Reads Avro binary from a span. Each method reads one value and moves on; a malformed value raises
/// <see cref="AvroException"/> with its offset and, when the reader knows the schema, its path. Allocates nothing but the
/// strings that are asked for.
/// </summary>
[DebuggerDisplay("{Position} of {Length}")]
public ref partial struct AvroReader
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly bool _rootIsGiven;
    private AvroSchema? _root;
    private int _position;
    private int _rootStart;
    private int _depth;
    private int _emptyItems;

    /// <summary>Reads <paramref name="data"/> from its start. Errors have a path only inside a generated record.</summary>
    public AvroReader(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>Reads <paramref name="data"/>, a value of <paramref name="schema"/>: errors name the place in the schema.</summary>
    public AvroReader(ReadOnlySpan<byte> data, AvroSchema schema)
    {
        _data = data;
        _root = schema;
        _rootIsGiven = true;
    }

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _position;

    public readonly int Length => _data.Length;

    public readonly int Remaining => _data.Length - _position;

    public readonly bool IsEnd => _position == _data.Length;

    /// <summary>Raises an error when bytes are left over: the body was written with another schema.</summary>
    public readonly void EnsureEnd()
    {
        if (!IsEnd)
        {
            throw Error($"{Remaining} bytes are left over after the value", _position);
        }
    }

    /// <summary>
    /// Generated code calls this before the fields of a record: it bounds the recursion and tells the schema to errors.
    /// </summary>
    public void EnterRecord(AvroSchema schema)
    {
        if (_depth == 0 && !_rootIsGiven)
        {
            _root = schema;
            _rootStart = _position;
        }

        Enter();
    }

    /// <summary>The counterpart of <see cref="EnterRecord"/>.</summary>
    public void LeaveRecord() => _depth--;

    internal void Enter()
    {
        if (++_depth > AvroLimits.MaxDepth)
        {
            throw Error($"values are nested more than {AvroLimits.MaxDepth} levels deep", _position);
        }
    }

    /// <summary>0 or 1; nothing else is accepted.</summary>
    public bool ReadBoolean()
    {
        if (_position >= _data.Length)
        {
            throw Truncated(1);
        }

        var b = _data[_position];
        if (b > 1)
        {
            throw Error($"a boolean must be the byte 0 or 1, not {b}", _position);
        }

        _position++;
        return b != 0;
    }

    public float ReadFloat() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    /// <summary>The next <paramref name="size"/> bytes, as they lie in the data.</summary>
    public ReadOnlySpan<byte> ReadFixed(int size) => Take(size);

    /// <summary>The index of an enum's symbol.</summary>
    public int ReadEnum(int symbolCount) => ReadIndex(symbolCount, "symbol");

    /// <summary>The index of a union's branch.</summary>
    public int ReadUnion(int branchCount) => ReadIndex(branchCount, "branch");

    internal void Leave() => _depth--;

    internal void MoveTo(int position) => _position = position;

    internal readonly ReadOnlySpan<byte> Slice(int start, int end) => _data[start..end];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(int count)
    {
        var start = _position;
        if ((uint)count > (uint)(_data.Length - start))
        {
            throw Truncated(count);
        }

        _position = start + count;
        return _data.Slice(start, count);
    }

    private int ReadIndex(int count, string what)
    {
        var start = _position;
        var index = ReadLong();
        if ((ulong)index >= (ulong)count)
        {
            throw Error($"there is no {what} {index}; the schema has {count}", start);
        }

        return (int)index;
    }

    private readonly AvroException Truncated(int wanted) =>
        Error($"the data ends: {wanted} bytes are needed, {Remaining} are left", _position);

    /// <summary>The exception for a value that starts at <paramref name="offset"/>.</summary>
    internal readonly AvroException Error(string reason, int offset)
    {
        var path = _root is null ? "" : ErrorPath.Find(_root, _data[_rootStart..], offset - _rootStart);
        return new AvroException(reason, offset, path);
    }
}
