namespace NbaPipeline.Avro;

public static partial class GenericCodec
{
    private static void Encode(AvroSchema schema, object? value, ref AvroWriter writer)
    {
        switch (schema, value)
        {
            case (RecordSchema record, GenericRecord r) when r.Schema.FullName == record.FullName:
                writer.EnterRecord();
                for (var i = 0; i < record.Fields.Count; i++)
                {
                    Encode(record.Fields[i].Schema, r[i], ref writer);
                }

                writer.LeaveRecord();
                break;
            case (EnumSchema symbols, GenericEnum e) when e.Schema.FullName == symbols.FullName:
                writer.WriteEnum(symbols.IndexOf(e.Symbol), symbols.Symbols.Count);
                break;
            case (FixedSchema { Size: var size } bytes, GenericFixed f) when f.Schema.FullName == bytes.FullName:
                writer.WriteFixed(f.Bytes.Span, size);
                break;
            case (UnionSchema union, _):
                var branch = BranchOf(union, value);
                writer.WriteUnion(branch);
                Encode(union.Branches[branch], value, ref writer);
                break;
            case (ArraySchema array, List<object?> items):
                EncodeArray(array, items, ref writer);
                break;
            case (MapSchema map, Dictionary<string, object?> items):
                EncodeMap(map, items, ref writer);
                break;
            default:
                EncodePrimitive(schema, value, ref writer);
                break;
        }
    }

    private static void EncodeArray(ArraySchema schema, List<object?> items, ref AvroWriter writer)
    {
        writer.EnterRecord();
        if (items.Count > 0)
        {
            writer.WriteBlockCount(items.Count);
            foreach (var item in items)
            {
                Encode(schema.Items, item, ref writer);
            }
        }

        writer.WriteBlockEnd();
        writer.LeaveRecord();
    }

    private static void EncodeMap(MapSchema schema, Dictionary<string, object?> items, ref AvroWriter writer)
    {
        writer.EnterRecord();
        if (items.Count > 0)
        {
            writer.WriteBlockCount(items.Count);
            foreach (var item in items)
            {
                writer.WriteString(item.Key);
                Encode(schema.Values, item.Value, ref writer);
            }
        }

        writer.WriteBlockEnd();
        writer.LeaveRecord();
    }

    private static void EncodePrimitive(AvroSchema schema, object? value, ref AvroWriter writer)
    {
        switch (schema.Type, value)
        {
            case (AvroType.Null, null):
                break;
            case (AvroType.Boolean, bool v):
                writer.WriteBoolean(v);
                break;
            case (AvroType.Int, int v):
                writer.WriteInt(v);
                break;
            case (AvroType.Long, long v):
                writer.WriteLong(v);
                break;
            case (AvroType.Float, float v):
                writer.WriteFloat(v);
                break;
            case (AvroType.Double, double v):
                writer.WriteDouble(v);
                break;
            case (AvroType.Bytes, byte[] v):
                writer.WriteBytes(v);
                break;
            case (AvroType.String, string v):
                writer.WriteString(v);
                break;
            default:
                throw Misfit(schema, value);
        }
    }

    private static int BranchOf(UnionSchema union, object? value)
    {
        for (var i = 0; i < union.Branches.Count; i++)
        {
            if (Matches(union.Branches[i], value))
            {
                return i;
            }
        }

        throw Misfit(union, value);
    }

    /// <summary>By the kind of value alone: a union holds each kind, or each name, once.</summary>
    private static bool Matches(AvroSchema schema, object? value) =>
        value switch
        {
            null => schema.Type == AvroType.Null,
            bool => schema.Type == AvroType.Boolean,
            int => schema.Type == AvroType.Int,
            long => schema.Type == AvroType.Long,
            float => schema.Type == AvroType.Float,
            double => schema.Type == AvroType.Double,
            byte[] => schema.Type == AvroType.Bytes,
            string => schema.Type == AvroType.String,
            List<object?> => schema.Type == AvroType.Array,
            Dictionary<string, object?> => schema.Type == AvroType.Map,
            GenericRecord r => r.Schema.FullName == schema.TypeName,
            GenericEnum e => e.Schema.FullName == schema.TypeName,
            GenericFixed f => f.Schema.FullName == schema.TypeName,
            _ => false,
        };

    private static AvroException Misfit(AvroSchema schema, object? value) =>
        new($"a value of type {value?.GetType().Name ?? "null"} is not one of the schema {schema.TypeName}");
}
