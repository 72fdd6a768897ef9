using System.Buffers;
using System.Globalization;
using System.Text.Json;
using NbaPipeline.Avro;

namespace NbaPipeline.Cli;

/// <summary>The way back of <see cref="AvroJson"/> in its plain style: a union takes its first branch that fits the JSON value.</summary>
internal static class JsonToAvro
{
    /// <exception cref="FormatException">The JSON does not fit the schema; the message names the field and both types.</exception>
    public static byte[] Encode(AvroSchema schema, JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new AvroWriter(buffer);
        Value(ref writer, schema, value, "$");
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Value(ref AvroWriter writer, AvroSchema schema, JsonElement json, string path)
    {
        if (!Fits(schema, json))
        {
            throw new FormatException(
                $"{path}: the schema wants {schema.Logical?.ToString() ?? schema.TypeName}, the line has {json.ValueKind} {Short(json)}"
            );
        }

        if (schema.Logical is { } logical && Logical(ref writer, schema, logical, json))
        {
            return;
        }

        switch (schema)
        {
            case RecordSchema record:
                Record(ref writer, record, json, path);
                break;
            case UnionSchema union:
                Union(ref writer, union, json, path);
                break;
            case EnumSchema symbols:
                writer.WriteEnum(symbols.IndexOf(json.GetString()!), symbols.Symbols.Count);
                break;
            case FixedSchema fix:
                writer.WriteFixed(json.GetBytesFromBase64(), fix.Size);
                break;
            case ArraySchema array:
                Items(ref writer, array.Items, json, path);
                break;
            case MapSchema map:
                Entries(ref writer, map.Values, json, path);
                break;
            default:
                Primitive(ref writer, schema.Type, json);
                break;
        }
    }

    private static void Primitive(ref AvroWriter writer, AvroType type, JsonElement json)
    {
        switch (type)
        {
            case AvroType.Null:
                break;
            case AvroType.Boolean:
                writer.WriteBoolean(json.GetBoolean());
                break;
            case AvroType.Int:
                writer.WriteInt(json.GetInt32());
                break;
            case AvroType.Long:
                writer.WriteLong(json.GetInt64());
                break;
            case AvroType.Float:
                writer.WriteFloat((float)Number(json));
                break;
            case AvroType.Double:
                writer.WriteDouble(Number(json));
                break;
            case AvroType.Bytes:
                writer.WriteBytes(json.GetBytesFromBase64());
                break;
            default:
                writer.WriteString(json.GetString()!);
                break;
        }
    }

    private static bool Logical(ref AvroWriter writer, AvroSchema schema, LogicalType logical, JsonElement json)
    {
        var text = json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
        switch (logical.Kind, schema.Type)
        {
            case (LogicalKind.Date, AvroType.Int):
                writer.WriteDate(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture));
                return true;
            case (LogicalKind.TimeMillis, AvroType.Int):
                writer.WriteTimeMillis(TimeOnly.Parse(text, CultureInfo.InvariantCulture));
                return true;
            case (LogicalKind.TimeMicros, AvroType.Long):
                writer.WriteTimeMicros(TimeOnly.Parse(text, CultureInfo.InvariantCulture));
                return true;
            case (LogicalKind.TimestampMillis, AvroType.Long):
                writer.WriteTimestampMillis(Instant(text));
                return true;
            case (LogicalKind.TimestampMicros, AvroType.Long):
                writer.WriteTimestampMicros(Instant(text));
                return true;
            case (LogicalKind.LocalTimestampMillis, AvroType.Long):
                writer.WriteLocalTimestampMillis(Local(text));
                return true;
            case (LogicalKind.LocalTimestampMicros, AvroType.Long):
                writer.WriteLocalTimestampMicros(Local(text));
                return true;
            case (LogicalKind.Decimal, AvroType.Bytes):
                writer.WriteDecimal(json.GetDecimal(), logical.Precision, logical.Scale);
                return true;
            case (LogicalKind.Decimal, AvroType.Fixed):
                writer.WriteFixedDecimal(json.GetDecimal(), ((FixedSchema)schema).Size, logical.Precision, logical.Scale);
                return true;
            case (LogicalKind.Uuid, AvroType.String):
                writer.WriteUuid(Guid.Parse(text));
                return true;
            case (LogicalKind.Uuid, AvroType.Fixed):
                writer.WriteFixedUuid(Guid.Parse(text));
                return true;
            default:
                return false;
        }
    }

    private static void Record(ref AvroWriter writer, RecordSchema record, JsonElement json, string path)
    {
        writer.EnterRecord();
        foreach (var field in record.Fields)
        {
            if (!json.TryGetProperty(field.Name, out var value))
            {
                throw new FormatException($"{path}: the field {field.Name} of {record.FullName} is missing");
            }

            Value(ref writer, field.Schema, value, $"{path}.{field.Name}");
        }

        if (
            json.EnumerateObject().FirstOrDefault(p => record.Find(p.Name) is null) is
            { Value.ValueKind: not JsonValueKind.Undefined } extra
        )
        {
            throw new FormatException($"{path}: {record.FullName} has no field {extra.Name}");
        }

        writer.LeaveRecord();
    }

    private static void Union(ref AvroWriter writer, UnionSchema union, JsonElement json, string path)
    {
        for (var i = 0; i < union.Branches.Count; i++)
        {
            if (Fits(union.Branches[i], json))
            {
                writer.WriteUnion(i);
                Value(ref writer, union.Branches[i], json, path);
                return;
            }
        }
    }

    private static void Items(ref AvroWriter writer, AvroSchema items, JsonElement json, string path)
    {
        if (json.GetArrayLength() > 0)
        {
            writer.WriteBlockCount(json.GetArrayLength());
            var i = 0;
            foreach (var item in json.EnumerateArray())
            {
                Value(ref writer, items, item, $"{path}[{i++}]");
            }
        }

        writer.WriteBlockEnd();
    }

    private static void Entries(ref AvroWriter writer, AvroSchema values, JsonElement json, string path)
    {
        var entries = json.EnumerateObject().ToList();
        if (entries.Count > 0)
        {
            writer.WriteBlockCount(entries.Count);
            foreach (var entry in entries)
            {
                writer.WriteString(entry.Name);
                Value(ref writer, values, entry.Value, $"{path}.{entry.Name}");
            }
        }

        writer.WriteBlockEnd();
    }

    private static bool Fits(AvroSchema schema, JsonElement json) =>
        schema switch
        {
            { Logical.Kind: LogicalKind.Decimal } => json.ValueKind == JsonValueKind.Number,
            {
                Logical.Kind: LogicalKind.Date
                    or LogicalKind.TimeMillis
                    or LogicalKind.TimeMicros
                    or LogicalKind.TimestampMillis
                    or LogicalKind.TimestampMicros
                    or LogicalKind.LocalTimestampMillis
                    or LogicalKind.LocalTimestampMicros
            } => json.ValueKind == JsonValueKind.String,
            UnionSchema union => union.Branches.Any(b => Fits(b, json)),
            RecordSchema or MapSchema => json.ValueKind == JsonValueKind.Object,
            ArraySchema => json.ValueKind == JsonValueKind.Array,
            EnumSchema symbols => json.ValueKind == JsonValueKind.String && symbols.IndexOf(json.GetString()!) >= 0,
            _ => schema.Type switch
            {
                AvroType.Null => json.ValueKind == JsonValueKind.Null,
                AvroType.Boolean => json.ValueKind is JsonValueKind.True or JsonValueKind.False,
                AvroType.Int => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out _),
                AvroType.Long => json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out _),
                AvroType.Float or AvroType.Double => json.ValueKind == JsonValueKind.Number
                    || (json.ValueKind == JsonValueKind.String && json.GetString() is "NaN" or "Infinity" or "-Infinity"),
                _ => json.ValueKind == JsonValueKind.String,
            },
        };

    private static double Number(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number
            ? json.GetDouble()
            : double.Parse(json.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static DateTime Local(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static string Short(JsonElement json) => json.GetRawText() is var text && text.Length > 40 ? text[..40] + "…" : text;
}
