namespace NbaPipeline.Avro;

public static partial class GenericCodec
{
    private static object? Decode(AvroSchema schema, ref AvroReader reader)
    {
        switch (schema)
        {
            case RecordSchema record:
                var result = new GenericRecord(record);
                reader.Enter();
                for (var i = 0; i < record.Fields.Count; i++)
                {
                    result[i] = Decode(record.Fields[i].Schema, ref reader);
                }

                reader.Leave();
                return result;
            case EnumSchema symbols:
                return new GenericEnum(symbols, symbols.Symbols[reader.ReadEnum(symbols.Symbols.Count)]);
            case FixedSchema bytes:
                return new GenericFixed(bytes, reader.ReadFixed(bytes.Size).ToArray());
            case UnionSchema union:
                return Decode(union.Branches[reader.ReadUnion(union.Branches.Count)], ref reader);
            case ArraySchema array:
                return DecodeArray(array, ref reader);
            case MapSchema map:
                return DecodeMap(map, ref reader);
            default:
                return DecodePrimitive(schema.Type, ref reader);
        }
    }

    private static List<object?> DecodeArray(ArraySchema schema, ref AvroReader reader)
    {
        var least = SchemaSize.Least(schema.Items);
        var items = new List<object?>();
        reader.Enter();
        for (var count = reader.ReadBlockCount(least); count > 0; count = reader.ReadBlockCount(least))
        {
            for (var i = 0; i < count; i++)
            {
                items.Add(Decode(schema.Items, ref reader));
            }
        }

        reader.Leave();
        return items;
    }

    private static Dictionary<string, object?> DecodeMap(MapSchema schema, ref AvroReader reader)
    {
        var least = SchemaSize.Least(schema.Values) + 1;
        var items = new Dictionary<string, object?>(StringComparer.Ordinal);
        reader.Enter();
        for (var count = reader.ReadBlockCount(least); count > 0; count = reader.ReadBlockCount(least))
        {
            for (var i = 0; i < count; i++)
            {
                var key = reader.ReadString();
                items[key] = Decode(schema.Values, ref reader);
            }
        }

        reader.Leave();
        return items;
    }

    private static object? DecodePrimitive(AvroType type, ref AvroReader reader) =>
        type switch
        {
            AvroType.Null => null,
            AvroType.Boolean => reader.ReadBoolean(),
            AvroType.Int => reader.ReadInt(),
            AvroType.Long => reader.ReadLong(),
            AvroType.Float => reader.ReadFloat(),
            AvroType.Double => reader.ReadDouble(),
            AvroType.Bytes => reader.ReadBytes().ToArray(),
            _ => reader.ReadString(),
        };
}
