using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NbaPipeline.Cli;

/// <summary>A value as text (tables, CSV) or JSON. Times are UTC ISO 8601, bytes are hex, culture plays no part.</summary>
internal static class CellText
{
    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static string Of(object? value) =>
        value switch
        {
            null => "",
            string s => s,
            bool b => b ? "true" : "false",
            DateTimeOffset t => Time(t.UtcDateTime),
            DateTime t => Time(t),
            DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly t => t.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            byte[] bytes => Convert.ToHexStringLower(bytes),
            RawJson raw => raw.Text,
            double d => d.ToString("R", CultureInfo.InvariantCulture),
            float f => f.ToString("R", CultureInfo.InvariantCulture),
            IEnumerable => Json(value),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    /// <summary>For people: digits of whole numbers in groups of three.</summary>
    public static string ForPeople(object? value) =>
        value switch
        {
            long or int or short or ulong or uint => string.Format(CultureInfo.InvariantCulture, "{0:#,0}", value).Replace(',', ' '),
            double d when double.IsFinite(d) => Math.Round(d, 3).ToString("0.###", CultureInfo.InvariantCulture),
            _ => Of(value),
        };

    public static string Json(object? value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            Write(writer, value);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string JsonObject(IReadOnlyList<Column> columns, IReadOnlyList<object?> values)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            for (var i = 0; i < columns.Count; i++)
            {
                writer.WritePropertyName(columns[i].Name);
                Write(writer, values[i]);
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool b:
                writer.WriteBooleanValue(b);
                break;
            case double d when !double.IsFinite(d):
                writer.WriteStringValue(Of(d));
                break;
            case float f when !float.IsFinite(f):
                writer.WriteStringValue(Of(f));
                break;
            case sbyte
            or byte
            or short
            or ushort
            or int
            or uint
            or long
            or ulong
            or float
            or double
            or decimal
            or System.Numerics.BigInteger
            or Int128
            or UInt128:
                writer.WriteRawValue(Of(value));
                break;
            case RawJson raw:
                writer.WriteRawValue(raw.Text, skipInputValidation: true);
                break;
            case string or byte[]:
                writer.WriteStringValue(Of(value));
                break;
            case IDictionary map:
                WriteMap(writer, map);
                break;
            case IEnumerable list:
                WriteList(writer, list);
                break;
            default:
                writer.WriteStringValue(Of(value));
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, IDictionary map)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            writer.WritePropertyName(Of(entry.Key));
            Write(writer, entry.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable list)
    {
        writer.WriteStartArray();
        foreach (var item in list)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static string Time(DateTime t) =>
        t.ToString(
            t.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ",
            CultureInfo.InvariantCulture
        );
}
