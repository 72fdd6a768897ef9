using System.Text;

namespace NbaPipeline.Avro;

/// <summary>
/// Finds the place in the schema that an offset belongs to, by walking the data again. Only errors pay for it: no reader
/// keeps a path while it reads.
/// </summary>
internal ref struct ErrorPath
{
    private const int MaxKeyChars = 32;

    private readonly List<string> _parts;
    private readonly int _offset;
    private AvroReader _reader;

    private ErrorPath(ReadOnlySpan<byte> data, int offset)
    {
        _reader = new AvroReader(data);
        _offset = offset;
        _parts = [];
    }

    /// <summary>The path of the value at <paramref name="offset"/>; the root's name when no value lies there.</summary>
    public static string Find(AvroSchema root, ReadOnlySpan<byte> data, int offset)
    {
        var path = new ErrorPath(data, offset);
        try
        {
            path.Walk(root);
        }
        catch (AvroException)
        {
            // The walk has met the error itself; the parts say where.
        }

        var text = new StringBuilder(root.TypeName);
        foreach (var part in path._parts)
        {
            text.Append(part);
        }

        return text.ToString();
    }

    /// <summary>True when the offset lies in the value; the path then stays as it is.</summary>
    private bool Walk(AvroSchema schema)
    {
        switch (schema)
        {
            case RecordSchema record:
                return WalkRecord(record);
            case UnionSchema union:
                var start = _reader.Position;
                var branch = union.Branches[_reader.ReadUnion(union.Branches.Count)];
                return start >= _offset || Walk(branch);
            case ArraySchema array:
                return WalkBlocks(array.Items, isMap: false);
            case MapSchema map:
                return WalkBlocks(map.Values, isMap: true);
            default:
                _reader.Skip(schema);
                return _reader.Position > _offset;
        }
    }

    private bool WalkRecord(RecordSchema record)
    {
        _reader.Enter();
        foreach (var field in record.Fields)
        {
            _parts.Add("." + field.Name);
            if (Walk(field.Schema))
            {
                return true;
            }

            Pop();
        }

        _reader.Leave();
        return false;
    }

    private bool WalkBlocks(AvroSchema items, bool isMap)
    {
        var least = SchemaSize.Least(items) + (isMap ? 1 : 0);
        var index = 0;
        _reader.Enter();
        for (var count = _reader.ReadBlockCount(least); count > 0; count = _reader.ReadBlockCount(least))
        {
            for (var i = 0; i < count; i++, index++)
            {
                if (isMap)
                {
                    var key = _reader.ReadStringUtf8();
                    _parts.Add("{" + Encoding.UTF8.GetString(key[..Math.Min(key.Length, MaxKeyChars)]) + "}");
                }
                else
                {
                    _parts.Add($"[{index}]");
                }

                if (_reader.Position > _offset || Walk(items))
                {
                    return true;
                }

                Pop();
            }
        }

        _reader.Leave();
        return _reader.Position > _offset;
    }

    private readonly void Pop() => _parts.RemoveAt(_parts.Count - 1);
}
