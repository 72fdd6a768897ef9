using System.Text.Json;
using System.Text.Unicode;

namespace NbaPipeline.Avro;

/// <summary>Walks a body by its schema and writes JSON as it goes.</summary>
internal ref partial struct AvroJsonWalk
{
    private readonly Utf8JsonWriter _output;
    private readonly AvroJsonStyle _style;
    private AvroReader _reader;

    public AvroJsonWalk(AvroReader reader, Utf8JsonWriter output, AvroJsonStyle style)
    {
        _reader = reader;
        _output = output;
        _style = style;
    }

    public readonly void EnsureEnd() => _reader.EnsureEnd();

    public void Write(AvroSchema schema)
    {
        switch (schema)
        {
            case RecordSchema record:
                WriteRecord(record);
                break;
            case EnumSchema symbols:
                _output.WriteStringValue(symbols.Symbols[_reader.ReadEnum(symbols.Symbols.Count)]);
                break;
            case UnionSchema union:
                WriteUnion(union);
                break;
            case ArraySchema array:
                WriteArray(array);
                break;
            case MapSchema map:
                WriteMap(map);
                break;
            default:
                if (_style == AvroJsonStyle.Tagged || !TryWriteLogical(schema))
                {
                    WritePlain(schema);
                }

                break;
        }
    }

    private void WriteRecord(RecordSchema record)
    {
        _reader.Enter();
        _output.WriteStartObject();
        for (var i = 0; i < record.Fields.Count; i++)
        {
            _output.WritePropertyName(record.Fields[i].Name);
            Write(record.Fields[i].Schema);
        }

        _output.WriteEndObject();
        _reader.Leave();
    }

    private void WriteUnion(UnionSchema union)
    {
        var branch = union.Branches[_reader.ReadUnion(union.Branches.Count)];
        if (_style == AvroJsonStyle.Plain || branch.Type == AvroType.Null)
        {
            Write(branch);
            return;
        }

        _output.WriteStartObject();
        _output.WritePropertyName(branch.TypeName);
        Write(branch);
        _output.WriteEndObject();
    }

    private void WriteArray(ArraySchema array)
    {
        var least = SchemaSize.Least(array.Items);
        _reader.Enter();
        _output.WriteStartArray();
        for (var count = _reader.ReadBlockCount(least); count > 0; count = _reader.ReadBlockCount(least))
        {
            for (var i = 0; i < count; i++)
            {
                Write(array.Items);
            }
        }

        _output.WriteEndArray();
        _reader.Leave();
    }

    private void WriteMap(MapSchema map)
    {
        var least = SchemaSize.Least(map.Values) + 1;
        _reader.Enter();
        _output.WriteStartObject();
        for (var count = _reader.ReadBlockCount(least); count > 0; count = _reader.ReadBlockCount(least))
        {
            for (var i = 0; i < count; i++)
            {
                _output.WritePropertyName(ReadText());
                Write(map.Values);
            }
        }

        _output.WriteEndObject();
        _reader.Leave();
    }

    private ReadOnlySpan<byte> ReadText()
    {
        var start = _reader.Position;
        var text = _reader.ReadStringUtf8();
        return Utf8.IsValid(text) ? text : throw _reader.Error("a string is not valid UTF-8", start);
    }
}
