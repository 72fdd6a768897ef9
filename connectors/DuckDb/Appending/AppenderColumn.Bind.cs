using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb;

public sealed unsafe partial class AppenderColumn
{
    private void Reset()
    {
        _count = 0;
        foreach (var child in _children)
        {
            child.Reset();
        }
    }

    /// <summary>Takes the pointers anew: of a chunk that was reset (<paramref name="fresh"/>), or after the vectors have grown.</summary>
    private void Rebind(nint vector, int capacity, bool fresh)
    {
        _vector = vector;
        _capacity = capacity;
        _data = NativeMethods.VectorData(vector);
        _validity = NativeMethods.VectorValidity(vector);
        switch (_type.Id)
        {
            case DuckDbType.Struct:
                RebindFields(vector, capacity, fresh);
                break;
            case DuckDbType.List or DuckDbType.Map:
                RebindElements(fresh ? (int)NativeMethods.VectorSize() : _children[0]._capacity, fresh);
                break;
        }
    }

    private void RebindFields(nint vector, int capacity, bool fresh)
    {
        for (var i = 0; i < _children.Length; i++)
        {
            _children[i].Rebind(NativeMethods.StructVectorChild(vector, (ulong)i), capacity, fresh);
        }
    }

    private void RebindElements(int capacity, bool fresh)
    {
        var elements = NativeMethods.ListVectorChild(_vector);
        if (_type.Id is DuckDbType.Map)
        {
            RebindFields(elements, capacity, fresh);
        }
        else
        {
            _children[0].Rebind(elements, capacity, fresh);
        }
    }

    /// <summary>The elements of lists need not fit the chunk; their vector doubles. A top-level column never needs more than a chunk.</summary>
    private void Grow()
    {
        switch (_parent?._type.Id)
        {
            case null:
                throw new InvalidOperationException($"Column {Name} has a value for each row of the chunk already. End the row first.");
            case DuckDbType.Struct:
                _parent.Grow();
                break;
            default:
                _parent.GrowElements(_capacity * 2);
                break;
        }
    }

    private void GrowElements(int capacity)
    {
        if (capacity > MaxListElements || NativeMethods.ListVectorReserve(_vector, (ulong)capacity) != 0)
        {
            throw new OverflowException($"The lists of column {Name} have more than {MaxListElements} elements in one chunk.");
        }

        RebindElements(capacity, fresh: false);
    }
}
