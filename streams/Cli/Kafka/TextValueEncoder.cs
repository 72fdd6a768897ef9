using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace NbaPipeline.Cli;

/// <summary>Values with a schema become Avro behind Confluent's framing, others the text or JSON they are.</summary>
internal sealed class TextValueEncoder(Func<string, int?> newestSchemaId, Func<int, JsonElement, byte[]> encodeAvro) : IValueEncoder
{
    public byte[] Encode(string topic, int? schemaId, JsonElement value)
    {
        if ((schemaId ?? newestSchemaId(topic)) is not { } id)
        {
            return Encoding.UTF8.GetBytes(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
        }

        var body = encodeAvro(id, value);
        var framed = new byte[body.Length + 5];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), id);
        body.CopyTo(framed, 5);
        return framed;
    }

    public void Dispose() { }
}
