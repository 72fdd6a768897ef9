using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NbaPipeline.Avro;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Cli;

/// <summary>Decodes and encodes values with the schemas of the Kafka at hand. The registry's topic is read with the first framed value.</summary>
internal sealed class RegistryCodec : IValueDecoder, IValueEncoder
{
    private const string SchemasTopic = "_schemas";
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lazy<KafkaSchemaRegistry> _registry;
    private readonly Func<bool> _hasRegistry;
    private readonly TextValueDecoder _decoder;
    private readonly TextValueEncoder _encoder;

    public RegistryCodec(KafkaEndpoint endpoint, IKafkaView view)
    {
        _registry = new(() =>
            new KafkaSchemaRegistry(
                new KafkaSchemaRegistryOptions
                {
                    BootstrapServers = endpoint.Bootstrap,
                    ClientSettings = endpoint.Settings,
                    RequestTimeoutMs = Math.Max(1, (int)endpoint.Timeout.TotalMilliseconds),
                }
            )
        );
        var has = new Lazy<bool>(() => view.Topics().ContainsKey(SchemasTopic));
        _hasRegistry = () => has.Value;
        _decoder = new TextValueDecoder((id, body) => ToJson(Registry.GetById(id), body.Span));
        _encoder = new TextValueEncoder(Newest, (id, value) => JsonToAvro.Encode(Registry.GetById(id), value));
    }

    // Opening a registry creates its topic; whoever only looks must not.
    private KafkaSchemaRegistry Registry =>
        _hasRegistry()
            ? _registry.Value
            : throw new InvalidOperationException($"this Kafka has no schema registry: there is no topic {SchemasTopic}");

    public DecodedValue Decode(TopicRecord record) => _decoder.Decode(record);

    public byte[] Encode(string topic, int? schemaId, JsonElement value) => _encoder.Encode(topic, schemaId, value);

    public void Dispose()
    {
        if (_registry.IsValueCreated)
        {
            _registry.Value.Dispose();
        }
    }

    /// <summary>A body as JSON for people: unions without their branch, times in ISO 8601, decimals as numbers, bytes in Base64.</summary>
    internal static string ToJson(AvroSchema schema, ReadOnlySpan<byte> body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            AvroJson.Write(schema, body, json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private int? Newest(string topic) => _hasRegistry() ? _registry.Value.GetLatest($"{topic}-value")?.Id : null;
}
