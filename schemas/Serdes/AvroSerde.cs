using System.Buffers;
using System.Collections.Concurrent;
using NbaPipeline.Avro;
using NbaPipeline.Dataflow;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.AvroSerdes;

/// <summary>
/// Framed Avro values of one topic. The schema of <typeparamref name="T"/> is registered once, when the first value is written; a
/// reader registers nothing. Values of other writer schemas are resolved to <typeparamref name="T"/>. Thread-safe; after the first
/// value of a schema it allocates the record and nothing else.
/// </summary>
public sealed partial class AvroSerde<T> : ISerde<T>
    where T : IAvroRecord<T>
{
    private const int Unregistered = -1;

    private readonly ISchemaRegistry _registry;
    private readonly Lock _registration = new();
    private readonly ConcurrentDictionary<int, Writer> _writers = new();
    private volatile Writer? _lastWriter;
    private volatile int _ownId = Unregistered;

    /// <param name="registry">Gives the ids.</param>
    /// <param name="topic">The topic whose values these are.</param>
    public AvroSerde(ISchemaRegistry registry, string topic)
    {
        _registry = registry;
        Subject = Subjects.OfValues(topic);
    }

    /// <summary>The subject that the schema is registered under: <c>&lt;topic&gt;-value</c>.</summary>
    public string Subject { get; }

    /// <summary>Registers the schema now instead of with the first value.</summary>
    /// <returns>The id that frames carry.</returns>
    /// <exception cref="SchemaRegistryException">The registry refuses the schema or cannot be reached.</exception>
    public int Register()
    {
        var id = _ownId;
        if (id != Unregistered)
        {
            return id;
        }

        lock (_registration)
        {
            return _ownId != Unregistered ? _ownId : _ownId = _registry.Register(Subject, T.Schema);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="AvroSerdeException">The record holds a value that its schema cannot. The output then has an unfinished frame.</exception>
    /// <exception cref="SchemaRegistryException">The registry refuses the schema or cannot be reached.</exception>
    public void Serialize(T value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        WireFormat.Write(output, Register());
        try
        {
            var writer = new AvroWriter(output);
            value.Encode(ref writer);
            writer.Flush();
        }
        catch (AvroException e)
        {
            throw new AvroSerdeException(Subject, null, -1, e.Message, e);
        }
    }

    /// <summary>How to read the bodies of one schema id; generated code alone if the schema is T's own.</summary>
    private sealed record Writer(int Id, AvroDecoder<T> Decoder);
}
