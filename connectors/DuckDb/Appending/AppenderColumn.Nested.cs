using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb;

public sealed unsafe partial class AppenderColumn
{
    /// <summary>Appends the list of what was appended to <c>Parts[0]</c> since the last list.</summary>
    public void EndList()
    {
        Require(DuckDbType.List, "list");
        StoreEntry();
    }

    /// <summary>Appends the map of what was appended to <c>Parts[0]</c> (keys) and <c>Parts[1]</c> (values) since the last map.</summary>
    /// <exception cref="InvalidOperationException">There are not as many keys as values.</exception>
    public void EndMap()
    {
        Require(DuckDbType.Map, "map");
        if (_children[0]._count != _children[1]._count)
        {
            throw new InvalidOperationException(
                $"The map of column {Name} has {_children[0]._count} keys and {_children[1]._count} values in this chunk. Append one value per key."
            );
        }

        StoreEntry();
    }

    /// <summary>Appends the struct of what was appended to its <see cref="Parts"/>; those without a value are NULL.</summary>
    /// <exception cref="InvalidOperationException">A part got two values.</exception>
    public void EndStruct()
    {
        Require(DuckDbType.Struct, "struct");
        var row = NextRow();
        foreach (var child in _children)
        {
            child.CompleteRow(row);
        }
    }

    /// <summary>Appends any value that <see cref="DuckDbParameter"/> takes, lists too, by its .NET type. Convenient, not fast.</summary>
    public void AppendValue(object? value)
    {
        switch (value)
        {
            case null or DBNull:
                AppendNull();
                break;
            case bool v:
                Append(v);
                break;
            case sbyte or short or int or long or byte or ushort or uint:
                Append(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case ulong v:
                AppendUnsigned(checked((long)v));
                break;
            case float or double:
                Append(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case decimal v:
                Append(v);
                break;
            case Int128 v:
                Append(v);
                break;
            case string v:
                Append(v);
                break;
            case byte[] v:
                AppendBytes(v);
                break;
            case Guid v:
                Append(v);
                break;
            default:
                AppendTimeOrList(value);
                break;
        }
    }

    private void AppendTimeOrList(object value)
    {
        switch (value)
        {
            case DateOnly v:
                Append(v);
                break;
            case TimeOnly v:
                Append(v);
                break;
            case DateTime v:
                Append(v);
                break;
            case DateTimeOffset v:
                Append(v);
                break;
            case DuckDbInterval v:
                Append(v);
                break;
            case System.Collections.IEnumerable items when _type.Id is DuckDbType.List:
                foreach (var item in items)
                {
                    _children[0].AppendValue(item);
                }

                EndList();
                break;
            default:
                throw WrongType(value.GetType().Name);
        }
    }

    private void StoreEntry()
    {
        var row = NextRow();
        var start = ListEnd(row);
        ((NativeListEntry*)_data)[row] = new NativeListEntry { Offset = (ulong)start, Length = (ulong)(_children[0]._count - start) };
    }
}
