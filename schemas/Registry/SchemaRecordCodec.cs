using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NbaPipeline.SchemaRegistry;

/// <summary>
/// Keys and values of the log as Confluent's registry writes them: compact JSON with its property order, because
/// compaction compares keys by their bytes.
/// </summary>
internal static partial class SchemaRecordCodec
{
    public const string AvroType = "AVRO";

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] SchemaKeyBytes(SchemaKey key) =>
        Write(w =>
        {
            w.WriteString("keytype", "SCHEMA");
            w.WriteString("subject", key.Subject);
            w.WriteNumber("version", key.Version);
            w.WriteNumber("magic", 1);
        });

    public static byte[] SchemaValueBytes(SchemaKey key, int id, string text) =>
        Write(w =>
        {
            w.WriteString("subject", key.Subject);
            w.WriteNumber("version", key.Version);
            w.WriteNumber("id", id);
            w.WriteString("schema", text);
            w.WriteBoolean("deleted", false);
        });

    public static byte[] ConfigKeyBytes(string? subject) =>
        Write(w =>
        {
            w.WriteString("keytype", "CONFIG");
            w.WriteString("subject", subject); // a null subject is written as null, as the foreign registry does
            w.WriteNumber("magic", 0);
        });

    public static byte[] ConfigValueBytes(CompatibilityLevel level) =>
        Write(w => w.WriteString("compatibilityLevel", CompatibilityLevels.ToText(level)));

    /// <summary>The value again with another id or flag; fields that we do not know stay.</summary>
    public static byte[] Restate(byte[] value, int id, bool deleted)
    {
        var node = JsonNode.Parse(value)!.AsObject();
        if ((int?)node["id"] == id && ((bool?)node["deleted"] ?? false) == deleted)
        {
            return value;
        }

        node["id"] = id;
        node["deleted"] = deleted;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Write(Action<Utf8JsonWriter> properties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            properties(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
