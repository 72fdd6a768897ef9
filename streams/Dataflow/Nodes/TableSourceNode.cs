using NbaPipeline.Dataflow.State;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Nodes;

/// <summary>Materialises a stream of updates as a table: the last value of each key, a missing value deletes it.</summary>
internal sealed class TableSourceNode<TKey, TValue>(string storeName) : OperatorNode<TKey, TValue, TKey, Change<TValue>>
{
    private KeyValueStore<TKey, TValue> _store = null!;

    public override void Init(TaskContext context)
    {
        base.Init(context);
        _store = Store<KeyValueStore<TKey, TValue>>(storeName);
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        Context.CurrentNode = Name;
        if (!record.HasKey)
        {
            Context.Collector.CountDropped(DropReason.NullKey);
            return;
        }
        var hadOld = _store.TryGet(record.Key, out var old);
        if (record.HasValue)
        {
            _store.Put(record.Key, record.Value, record.TimestampMs);
        }
        else if (!_store.Delete(record.Key))
        {
            return;
        }
        var change = new Change<TValue>(record.Value, record.HasValue, old, hadOld);
        Forward(new Record<TKey, Change<TValue>>(record.Key, change, record.TimestampMs, record.Headers));
    }
}
