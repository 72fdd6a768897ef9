using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb.Reading;

internal sealed unsafe partial class VectorView
{
    private object? ObjectOrNull(long row) => IsNull(row) ? null : GetObject(row);

    private List<object?> GetList(NativeListEntry* entry) => GetElements((long)entry->Offset, (int)entry->Length);

    private List<object?> GetElements(long first, int count)
    {
        var list = new List<object?>(count);
        for (var i = 0; i < count; i++)
        {
            list.Add(_children[0].ObjectOrNull(first + i));
        }

        return list;
    }

    private Dictionary<object, object?> GetMap(NativeListEntry* entry)
    {
        var map = new Dictionary<object, object?>((int)entry->Length);
        for (var row = (long)entry->Offset; row < (long)(entry->Offset + entry->Length); row++)
        {
            map[_children[0].GetObject(row)] = _children[1].ObjectOrNull(row);
        }

        return map;
    }

    private Dictionary<string, object?> GetStruct(long row)
    {
        var fields = new Dictionary<string, object?>(_children.Length, StringComparer.Ordinal);
        for (var i = 0; i < _children.Length; i++)
        {
            fields[Type.Names[i]] = _children[i].ObjectOrNull(row);
        }

        return fields;
    }

    private object GetMember(long row)
    {
        var tag = _children[0].At<byte>(row);
        return _children[tag + 1].ObjectOrNull(row) ?? DBNull.Value;
    }
}
