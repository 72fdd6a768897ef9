using System.Buffers;
using System.Globalization;
using NbaPipeline.Avro.Json;

namespace NbaPipeline.Avro;

/// <summary>The binary encoding of a field's JSON default, which was checked when the schema was parsed.</summary>
internal static class DefaultEncoder
{
    public static void Encode(AvroSchema schema, JsonValue value, IBufferWriter<byte> output)
    {
        var writer = new AvroWriter(output);
        Encode(schema, value, ref writer);
        writer.Flush();
    }

    private static void Encode(AvroSchema schema, JsonValue value, ref AvroWriter writer)
    {
        switch (schema)
        {
            case RecordSchema record:
                writer.EnterRecord();
                foreach (var field in record.Fields)
                {
                    Encode(field.Schema, value.Find(field.Name) ?? field.Default!, ref writer);
                }

                writer.LeaveRecord();
                break;
            case EnumSchema symbols:
                writer.WriteEnum(symbols.IndexOf(value.Text), symbols.Symbols.Count);
                break;
            case FixedSchema { Size: var size }:
                writer.WriteFixed(Bytes(value.Text), size);
                break;
            case UnionSchema union:
                var branch = DefaultChecker.Branch(union, value);
                writer.WriteUnion(branch);
                Encode(union.Branches[branch], value, ref writer);
                break;
            case ArraySchema array:
                EncodeArray(array, value, ref writer);
                break;
            case MapSchema map:
                EncodeMap(map, value, ref writer);
                break;
            default:
                EncodePrimitive(schema.Type, value, ref writer);
                break;
        }
    }

    private static void EncodeArray(ArraySchema array, JsonValue value, ref AvroWriter writer)
    {
        if (value.Items.Count > 0)
        {
            writer.WriteBlockCount(value.Items.Count);
            foreach (var item in value.Items)
            {
                Encode(array.Items, item, ref writer);
            }
        }

        writer.WriteBlockEnd();
    }

    private static void EncodeMap(MapSchema map, JsonValue value, ref AvroWriter writer)
    {
        if (value.Members.Count > 0)
        {
            writer.WriteBlockCount(value.Members.Count);
            foreach (var member in value.Members)
            {
                writer.WriteString(member.Key);
                Encode(map.Values, member.Value, ref writer);
            }
        }

        writer.WriteBlockEnd();
    }

    private static void EncodePrimitive(AvroType type, JsonValue value, ref AvroWriter writer)
    {
        switch (type)
        {
            case AvroType.Null:
                break;
            case AvroType.Boolean:
                writer.WriteBoolean(value.Kind == JsonKind.True);
                break;
            case AvroType.Int or AvroType.Long:
                writer.WriteLong(long.Parse(value.Text, CultureInfo.InvariantCulture));
                break;
            case AvroType.Float:
                writer.WriteFloat(float.Parse(value.Text, CultureInfo.InvariantCulture));
                break;
            case AvroType.Double:
                writer.WriteDouble(double.Parse(value.Text, CultureInfo.InvariantCulture));
                break;
            case AvroType.String:
                writer.WriteString(value.Text);
                break;
            default:
                writer.WriteBytes(Bytes(value.Text));
                break;
        }
    }

    private static byte[] Bytes(string text) => [.. text.Select(c => (byte)c)];
}
