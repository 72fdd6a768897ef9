using System.Buffers;
using System.Text;
using NbaPipeline.AvroSerdes;
using NbaPipeline.Contracts;
using NbaPipeline.Contracts.Ops;
using NbaPipeline.Dataflow;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Sources;

/// <summary>Reads and writes the cursor of one source.</summary>
internal sealed class CursorStore(ISourceBroker broker, ISchemaRegistry registry, string sourceId)
{
    private static readonly string TopicName = Topics.SourceCursors.Name;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(sourceId);
    private readonly AvroSerde<SourceCursor> _serde = new(registry, TopicName);
    private readonly ArrayBufferWriter<byte> _value = new(256);

    /// <summary>The newest committed cursor, or <c>null</c>. Call it after opening the producer, which settles what was in flight.</summary>
    public SourceCursor? Read(CancellationToken cancellationToken)
    {
        byte[]? newest = null;
        broker.ReadCommitted(
            TopicName,
            record =>
            {
                if (record.Key.AsSpan().SequenceEqual(_key))
                {
                    newest = record.Value;
                }
            },
            cancellationToken
        );
        return newest is null ? null : _serde.Deserialize(newest);
    }

    /// <summary>Writes the cursor as part of the running transaction.</summary>
    public void Write(ISourceProducer producer, SourceCursor cursor)
    {
        _value.ResetWrittenCount();
        _serde.Serialize(cursor, _value);
        producer.Produce(new SourceRecord(TopicName, _key, _value.WrittenMemory, Math.Max(cursor.CompleteToMs, 0), []));
    }
}
