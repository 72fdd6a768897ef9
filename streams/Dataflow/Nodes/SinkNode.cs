using NbaPipeline.Dataflow.Serialisation;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Nodes;

/// <summary>Where records leave a task: encodes, partitions and sends.</summary>
internal sealed class SinkNode<TKey, TValue>(string topic, Produced<TKey, TValue> produced) : InputNode<TKey, TValue>
{
    private readonly ScratchBuffer _key = new();
    private readonly ScratchBuffer _value = new();
    private readonly ISerde<TKey> _keySerde = produced.KeySerde;
    private readonly ISerde<TValue> _valueSerde = produced.ValueSerde;
    private int _topicIndex;
    private int _partitions;
    private int _nextPartition;

    public override void AddChild(Node child) => throw new TopologyException($"Nothing can stand behind sink '{Name}'.");

    public override void Init(TaskContext context)
    {
        base.Init(context);
        _topicIndex = context.Collector.TopicIndex(topic);
        _partitions = context.Collector.PartitionCount(_topicIndex);
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        Context.CurrentNode = Name;
        _key.Reset();
        _value.Reset();
        if (record.HasKey)
        {
            _keySerde.Serialize(record.Key, _key);
        }
        if (record.HasValue)
        {
            _valueSerde.Serialize(record.Value, _value);
        }
        Context.EffectCount++;
        Context.Collector.Send(
            _topicIndex,
            PartitionOf(in record),
            _key.Written,
            !record.HasKey,
            _value.Written,
            !record.HasValue,
            record.TimestampMs,
            record.Headers
        );
    }

    private int PartitionOf(in Record<TKey, TValue> record)
    {
        if (produced.Partitioner is { } partitioner)
        {
            return partitioner(record.Key, record.Value, _partitions);
        }
        if (_partitions == 1)
        {
            return 0;
        }
        // Without a key any partition is right; taking turns keeps it reproducible.
        return record.HasKey ? Murmur2.Partition(_key.Written, _partitions) : _nextPartition++ % _partitions;
    }
}
