using NbaPipeline.Avro;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.AvroSerdes;

public sealed partial class AvroSerde<T>
{
    /// <inheritdoc/>
    /// <exception cref="AvroSerdeException">The bytes are not a frame of a readable schema, or hold too few or too many bytes.</exception>
    /// <exception cref="SchemaLogException">The id is new here and the registry's topic cannot be read: the value may be good.</exception>
    public T Deserialize(ReadOnlySpan<byte> data)
    {
        if (!WireFormat.TryRead(data, out var id, out var body))
        {
            var (reason, offset) = WireFormat.Explain(data);
            throw new AvroSerdeException(Subject, null, offset, reason);
        }

        var writer = _lastWriter;
        if (writer is null || writer.Id != id)
        {
            writer = WriterOf(id);
            _lastWriter = writer;
        }

        try
        {
            return writer.Decoder.Decode(body);
        }
        catch (AvroException e)
        {
            throw new AvroSerdeException(Subject, id, FrameOffset(e, data), e.Message, e);
        }
    }

    private Writer WriterOf(int id) => _writers.TryGetValue(id, out var known) ? known : _writers.GetOrAdd(id, Resolve(id));

    private Writer Resolve(int id)
    {
        AvroSchema schema;
        try
        {
            schema = _registry.GetById(id);
        }
        catch (SchemaRegistryException e) when (e is not SchemaLogException)
        {
            throw new AvroSerdeException(Subject, id, 1, e.Message, e);
        }

        try
        {
            return new Writer(id, AvroDecoder<T>.For(schema));
        }
        catch (AvroException e)
        {
            throw new AvroSerdeException(Subject, id, 1, $"data of this schema cannot be read as {typeof(T).Name}: {e.Message}", e);
        }
    }

    /// <summary>When a body was resolved first, the offset is one in the resolved bytes: as near as it gets, but never past the frame.</summary>
    private static int FrameOffset(AvroException e, ReadOnlySpan<byte> frame) =>
        Math.Min(frame.Length, WireFormat.HeaderBytes + Math.Max(0, e.Offset));
}
