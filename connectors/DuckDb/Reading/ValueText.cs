using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NbaPipeline.DuckDb.Reading;

/// <summary>Values as text: plain for scalars (invariant, ISO 8601), JSON for nested ones.</summary>
internal static class ValueText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(object value)
    {
        if (value is not (List<object?> or Dictionary<string, object?> or Dictionary<object, object?>))
        {
            return Scalar(value);
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Scalar(object value) =>
        value switch
        {
            bool v => v ? "true" : "false",
            DateOnly v => v.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly v => v.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
            DateTime v => v.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
            DateTimeOffset v => v.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture),
            byte[] v => Convert.ToHexString(v),
            IFormattable v => v.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                writer.WriteNullValue();
                break;
            case List<object?> list:
                writer.WriteStartArray();
                list.ForEach(item => Write(writer, item));
                writer.WriteEndArray();
                break;
            case Dictionary<string, object?> fields:
                WriteObject(writer, fields);
                break;
            case Dictionary<object, object?> map:
                WriteObject(writer, map.Select(pair => KeyValuePair.Create(Scalar(pair.Key), pair.Value)));
                break;
            case bool v:
                writer.WriteBooleanValue(v);
                break;
            case double v when !double.IsFinite(v):
            case float f when !float.IsFinite(f):
                writer.WriteStringValue(Scalar(value));
                break;
            case not null when ValueConversion.IsNumber(value):
                writer.WriteRawValue(Scalar(value));
                break;
            default:
                writer.WriteStringValue(Scalar(value));
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> fields)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in fields)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }
}
