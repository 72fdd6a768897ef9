using NbaPipeline.Dataflow.State;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Nodes;

/// <summary>Looks the key of a stream record up in a table as it stands at the record's time.</summary>
internal sealed class StreamTableJoinNode<TKey, TValue, TTable, TOut>(string storeName, Func<TValue, TTable?, TOut> join, bool left)
    : OperatorNode<TKey, TValue, TKey, TOut>
{
    private KeyValueStore<TKey, TTable> _store = null!;

    public override void Init(TaskContext context)
    {
        base.Init(context);
        _store = Store<KeyValueStore<TKey, TTable>>(storeName);
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        Context.CurrentNode = Name;
        if (!record.HasValue || (!record.HasKey && !left))
        {
            Context.Collector.CountDropped(record.HasValue ? DropReason.NullKey : DropReason.NullValue);
            return;
        }
        TTable found = default!;
        if ((record.HasKey && _store.TryGet(record.Key, out found)) || left)
        {
            Forward(record.WithValue(join(record.Value, found)));
        }
    }
}
