using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Nodes;

internal sealed class TopicSourceNode<TKey, TValue>(Consumed<TKey, TValue> consumed) : SourceNode
{
    private readonly Children<TKey, TValue> _children = new();
    private readonly ISerde<TKey> _keySerde = consumed.KeySerde;
    private readonly ISerde<TValue> _valueSerde = consumed.ValueSerde;

    public override void AddChild(Node child) => _children.Add(this, child);

    public override long TimestampOf(in ClientMessage message) =>
        consumed.TimestampExtractor is null
            ? message.TimestampMs
            : consumed.TimestampExtractor(Key(in message), Value(in message), message.TimestampMs);

    public override void Process(in ClientMessage message)
    {
        Context.CurrentNode = Name;
        var record = new Record<TKey, TValue>(
            Key(in message),
            message.KeyLength >= 0,
            Value(in message),
            message.ValueLength >= 0,
            Context.RecordTimestampMs,
            null
        );
        _children.Forward(in record);
    }

    private TKey Key(in ClientMessage message) => message.KeyLength >= 0 ? _keySerde.Deserialize(message.KeySpan) : default!;

    private TValue Value(in ClientMessage message) => message.ValueLength >= 0 ? _valueSerde.Deserialize(message.ValueSpan) : default!;
}
