using System.Globalization;
using NbaPipeline.Avro.Json;

namespace NbaPipeline.Avro;

/// <summary>Which logical type a schema object declares. As the specification asks, an invalid one counts as none.</summary>
internal static class LogicalTypes
{
    public static LogicalType? Find(JsonValue json, AvroSchema schema)
    {
        var name = json.Find("logicalType")?.Text;
        switch (name, schema.Type)
        {
            case ("date", AvroType.Int):
                return new LogicalType(LogicalKind.Date, name);
            case ("time-millis", AvroType.Int):
                return new LogicalType(LogicalKind.TimeMillis, name);
            case ("time-micros", AvroType.Long):
                return new LogicalType(LogicalKind.TimeMicros, name);
            case ("timestamp-millis", AvroType.Long):
                return new LogicalType(LogicalKind.TimestampMillis, name);
            case ("timestamp-micros", AvroType.Long):
                return new LogicalType(LogicalKind.TimestampMicros, name);
            case ("timestamp-nanos", AvroType.Long):
                return new LogicalType(LogicalKind.TimestampNanos, name);
            case ("local-timestamp-millis", AvroType.Long):
                return new LogicalType(LogicalKind.LocalTimestampMillis, name);
            case ("local-timestamp-micros", AvroType.Long):
                return new LogicalType(LogicalKind.LocalTimestampMicros, name);
            case ("local-timestamp-nanos", AvroType.Long):
                return new LogicalType(LogicalKind.LocalTimestampNanos, name);
            case ("uuid", AvroType.String):
                return new LogicalType(LogicalKind.Uuid, name);
            case ("uuid", AvroType.Fixed) when ((FixedSchema)schema).Size == 16:
                return new LogicalType(LogicalKind.Uuid, name);
            case ("duration", AvroType.Fixed) when ((FixedSchema)schema).Size == 12:
                return new LogicalType(LogicalKind.Duration, name);
            case ("decimal", AvroType.Bytes or AvroType.Fixed):
                return FindDecimal(json, schema);
            default:
                return null;
        }
    }

    private static LogicalType? FindDecimal(JsonValue json, AvroSchema schema)
    {
        var scale = 0;
        if (
            !TryInt(json.Find("precision"), out var precision)
            || (json.Find("scale") is { } text && !TryInt(text, out scale))
            || precision == 0
            || scale > precision
        )
        {
            return null;
        }

        // A fixed of n bytes holds floor(log10(2^(8n-1) - 1)) digits.
        var fits = schema is not FixedSchema { Size: var size } || precision <= Math.Floor(((8.0 * size) - 1) * Math.Log10(2));
        return fits ? new LogicalType(LogicalKind.Decimal, "decimal", precision, scale) : null;
    }

    private static bool TryInt(JsonValue? json, out int value)
    {
        value = 0;
        return json is { Kind: JsonKind.Number } && int.TryParse(json.Text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
