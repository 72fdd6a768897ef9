using System.Runtime.CompilerServices;
using NbaPipeline.DuckDb.Native;
using NbaPipeline.DuckDb.Reading;

namespace NbaPipeline.DuckDb;

/// <summary>
/// A column of an appender, or a part of a nested one: each Append adds one value behind the last. Values that are not of the
/// column's type, or do not fit it, raise <see cref="InvalidCastException"/> or <see cref="OverflowException"/> and add nothing.
/// </summary>
public sealed unsafe partial class AppenderColumn
{
    private const int MaxListElements = 1 << 26;
    private readonly ColumnType _type;
    private readonly AppenderColumn? _parent;
    private readonly AppenderColumn[] _children;
    private nint _vector;
    private byte* _data;
    private ulong* _validity;
    private int _count;
    private int _capacity;

    internal AppenderColumn(ColumnType type, string name, AppenderColumn? parent)
    {
        _type = type;
        Name = name;
        _parent = parent;
        _children = new AppenderColumn[type.Children.Length];
        for (var i = 0; i < _children.Length; i++)
        {
            var part = type.Names.Length > i ? type.Names[i] : i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _children[i] = new AppenderColumn(type.Children[i], $"{name}.{part}", this);
        }
    }

    /// <summary>The column's name, or its number where the appender was made without names.</summary>
    public string Name { get; }

    /// <summary>The type id of the column.</summary>
    public DuckDbType Type => _type.Id;

    /// <summary>The type as SQL writes it.</summary>
    public string TypeName => _type.ToString();

    /// <summary>Values in the current chunk, those of the row that has begun included.</summary>
    public int Count => _count;

    /// <summary>The parts: the element of a LIST, key and value of a MAP, the fields of a STRUCT.</summary>
    public ReadOnlySpan<AppenderColumn> Parts => _children;

    /// <summary>Appends NULL.</summary>
    public void AppendNull()
    {
        var row = NextRow();
        if (_validity == null)
        {
            NativeMethods.VectorEnsureValidityWritable(_vector);
            _validity = NativeMethods.VectorValidity(_vector);
        }

        _validity[row >> 6] &= ~(1UL << (row & 63));
        if (_type.Id is DuckDbType.Struct)
        {
            foreach (var child in _children)
            {
                child.CompleteRow(row);
            }
        }
        else if (_type.Id is DuckDbType.List or DuckDbType.Map)
        {
            ((NativeListEntry*)_data)[row] = new NativeListEntry { Offset = (ulong)_children[0]._count, Length = 0 };
        }
    }

    /// <summary>
    /// The unwritten rest of the vector, to be filled with values as DuckDB stores them; <typeparamref name="T"/> must have the size of a
    /// stored value. <see cref="DuckDbAppender.EndRows"/> takes what was written. Only for top-level columns of fixed size.
    /// </summary>
    /// <exception cref="InvalidCastException">The size differs.</exception>
    public Span<T> Free<T>()
        where T : unmanaged
    {
        if (_parent is not null || StoredSize.Of(_type) != sizeof(T))
        {
            throw WrongType(typeof(T).Name);
        }

        return new Span<T>((T*)_data + _count, _capacity - _count);
    }

    internal void Bind(nint vector, int capacity)
    {
        Reset();
        Rebind(vector, capacity, fresh: true);
    }

    /// <summary>Brings the column to <paramref name="row"/> + 1 values: NULL if it has none for this row.</summary>
    internal void CompleteRow(int row)
    {
        if (_count == row)
        {
            AppendNull();
        }
        else if (_count != row + 1)
        {
            throw new InvalidOperationException(
                $"Column {Name} has {_count - row} values in one row. Append one value to each column, then end the row."
            );
        }
    }

    internal void CompleteRows(int rows)
    {
        if (_count < rows && _children.Length > 0)
        {
            throw new InvalidOperationException($"Column {Name} ({TypeName}) is nested; append its rows one by one.");
        }

        _count = rows;
    }

    /// <summary>Cuts the column back to <paramref name="rows"/> values, all bits of the dropped ones valid again.</summary>
    internal void Truncate(int rows)
    {
        for (var row = rows; _validity != null && row < _count; row++)
        {
            _validity[row >> 6] |= 1UL << (row & 63);
        }

        _count = Math.Min(_count, rows);
        if (_children.Length == 0)
        {
            return;
        }

        var elements = _type.Id is DuckDbType.Struct ? rows : ListEnd(_count);
        foreach (var child in _children)
        {
            child.Truncate(elements);
        }
    }

    internal void SetListSizes()
    {
        if (_type.Id is DuckDbType.List or DuckDbType.Map)
        {
            _ = NativeMethods.ListVectorSetSize(_vector, (ulong)_children[0]._count);
        }

        foreach (var child in _children)
        {
            child.SetListSizes();
        }
    }

    private int ListEnd(int rows)
    {
        if (rows == 0)
        {
            return 0;
        }

        var last = ((NativeListEntry*)_data)[rows - 1];
        return (int)(last.Offset + last.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NextRow()
    {
        var row = _count;
        if (row >= _capacity)
        {
            Grow();
        }

        _count = row + 1;
        return row;
    }
}
