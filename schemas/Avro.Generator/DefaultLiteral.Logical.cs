using System.Globalization;
using System.Numerics;
using NbaPipeline.Avro.Json;

namespace NbaPipeline.Avro.Generator;

internal static partial class DefaultLiteral
{
    private const long TicksPerMicrosecond = 10;
    private static readonly DateTime Epoch = new(1970, 1, 1);

    private static string EmitLogical(AvroSchema schema, JsonValue value, string path)
    {
        switch (schema.Logical!.Kind)
        {
            case LogicalKind.Date:
                var date = At(value, TimeSpan.TicksPerDay, path);
                return $"new global::System.DateOnly({date.Year}, {date.Month}, {date.Day})";
            case LogicalKind.TimeMillis:
                return TimeOfDay(value, TimeSpan.TicksPerMillisecond, path);
            case LogicalKind.TimeMicros:
                return TimeOfDay(value, TicksPerMicrosecond, path);
            case LogicalKind.TimestampMillis:
                return $"new global::System.DateTimeOffset({Ticks(value, TimeSpan.TicksPerMillisecond, path)}, global::System.TimeSpan.Zero)";
            case LogicalKind.TimestampMicros:
                return $"new global::System.DateTimeOffset({Ticks(value, TicksPerMicrosecond, path)}, global::System.TimeSpan.Zero)";
            case LogicalKind.LocalTimestampMillis:
                return $"new global::System.DateTime({Ticks(value, TimeSpan.TicksPerMillisecond, path)})";
            case LogicalKind.LocalTimestampMicros:
                return $"new global::System.DateTime({Ticks(value, TicksPerMicrosecond, path)})";
            case LogicalKind.Decimal:
                return Decimal(schema.Logical, value, path);
            case LogicalKind.Uuid:
                return Uuid(schema, value, path);
            case LogicalKind.Duration:
                var parts = new[] { 0, 4, 8 }.Select(i => UInt32(value.Text, i));
                return $"new global::NbaPipeline.Avro.AvroDuration({string.Join(", ", parts)})";
            default:
                return EmitPlain(schema, value);
        }
    }

    private static string Ticks(JsonValue value, long ticksPerUnit, string path) =>
        At(value, ticksPerUnit, path).Ticks.ToString(CultureInfo.InvariantCulture) + "L";

    private static DateTime At(JsonValue value, long ticksPerUnit, string path)
    {
        var ticks = (BigInteger.Parse(value.Text, CultureInfo.InvariantCulture) * ticksPerUnit) + Epoch.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime((long)ticks) : throw OutOfRange(value, path);
    }

    private static string TimeOfDay(JsonValue value, long ticksPerUnit, string path)
    {
        var ticks = BigInteger.Parse(value.Text, CultureInfo.InvariantCulture) * ticksPerUnit;
        return ticks >= 0 && ticks < TimeSpan.TicksPerDay ? $"new global::System.TimeOnly({ticks}L)" : throw OutOfRange(value, path);
    }

    private static string Decimal(LogicalType logical, JsonValue value, string path)
    {
        var unscaled = new BigInteger(value.Text.Reverse().Select(c => (byte)c).ToArray());
        if (BigInteger.Abs(unscaled) >= BigInteger.Pow(10, logical.Precision))
        {
            throw OutOfRange(value, path);
        }

        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(logical.Scale + 1, '0');
        var point = digits.Length - logical.Scale;
        var sign = unscaled.Sign < 0 ? "-" : "";
        return $"{sign}{digits.Substring(0, point)}{(logical.Scale > 0 ? "." : "")}{digits.Substring(point)}M";
    }

    private static string Uuid(AvroSchema schema, JsonValue value, string path)
    {
        var text =
            schema.Type == AvroType.Fixed
                ? string.Concat(value.Text.Select(c => ((int)c).ToString("x2", CultureInfo.InvariantCulture)))
                : value.Text;
        return Guid.TryParseExact(text, schema.Type == AvroType.Fixed ? "N" : "D", out var uuid)
            ? $"global::System.Guid.Parse(\"{uuid:D}\")"
            : throw OutOfRange(value, path);
    }

    private static uint UInt32(string text, int start) =>
        text[start] | ((uint)text[start + 1] << 8) | ((uint)text[start + 2] << 16) | ((uint)text[start + 3] << 24);

    private static UnsupportedSchemaException OutOfRange(JsonValue value, string path) =>
        new($"{path}: the default {value} is outside what the C# type can hold");
}
