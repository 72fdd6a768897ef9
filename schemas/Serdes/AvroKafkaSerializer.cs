using System.Buffers;
using Confluent.Kafka;
using NbaPipeline.Avro;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.AvroSerdes;

/// <summary>An <see cref="AvroSerde{T}"/> for plain Confluent.Kafka producers and consumers. Thread-safe.</summary>
public sealed class AvroKafkaSerializer<T> : ISerializer<T>, IDeserializer<T>
    where T : IAvroRecord<T>
{
    private const int KeptBytes = 1024 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    private readonly AvroSerde<T> _serde;

    /// <param name="registry">Gives the ids.</param>
    /// <param name="topic">The topic whose values these are.</param>
    public AvroKafkaSerializer(ISchemaRegistry registry, string topic) => _serde = new AvroSerde<T>(registry, topic);

    /// <summary>The framed value in an array of its own.</summary>
    /// <exception cref="AvroSerdeException">The record holds a value that its schema cannot.</exception>
    public byte[] Serialize(T value)
    {
        var scratch = _scratch ??= new ArrayBufferWriter<byte>();
        scratch.ResetWrittenCount();
        _serde.Serialize(value, scratch);
        var bytes = scratch.WrittenSpan.ToArray();
        if (scratch.Capacity > KeptBytes)
        {
            _scratch = null; // one huge record must not hold its memory for the life of the thread
        }

        return bytes;
    }

    /// <summary>Reads a framed value.</summary>
    /// <exception cref="AvroSerdeException">The bytes are not such a value.</exception>
    public T Deserialize(ReadOnlySpan<byte> data) => _serde.Deserialize(data);

    byte[] ISerializer<T>.Serialize(T data, SerializationContext context) => data is null ? null! : Serialize(data);

    T IDeserializer<T>.Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context) =>
        isNull ? default! : _serde.Deserialize(data);
}
