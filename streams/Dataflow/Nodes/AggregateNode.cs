using NbaPipeline.Dataflow.State;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Nodes;

/// <summary>
/// Folds the records of a key into its aggregate. The time of a result is the largest time of its records. Emitted per update, or
/// the last per dirty key at a commit.
/// </summary>
internal sealed class AggregateNode<TKey, TValue, TAggregate>(
    string storeName,
    IAggregation<TKey, TValue, TAggregate> aggregation,
    EmitPolicy emit
) : OperatorNode<TKey, TValue, TKey, Change<TAggregate>>
{
    private KeyValueStore<TKey, TAggregate> _store = null!;

    public override void Init(TaskContext context)
    {
        base.Init(context);
        _store = Store<KeyValueStore<TKey, TAggregate>>(storeName);
    }

    public override void Process(in Record<TKey, TValue> record)
    {
        Context.CurrentNode = Name;
        if (!record.HasKey || !record.HasValue)
        {
            Context.Collector.CountDropped(record.HasKey ? DropReason.NullValue : DropReason.NullKey);
            return;
        }
        var table = _store.Table;
        var index = table.FindOrAdd(record.Key);
        ref var entry = ref table[index];
        var hasOld = entry.IsLive;
        var old = hasOld ? entry.Live : default!;
        var timestampMs = hasOld ? Math.Max(entry.LiveTimestampMs, record.TimestampMs) : record.TimestampMs;
        var result = aggregation.Add(record.Key, record.Value, old, hasOld);
        Context.EffectCount++;
        table.Put(index, result, timestampMs);
        if (emit == EmitPolicy.EveryUpdate)
        {
            var change = new Change<TAggregate>(result, true, old, hasOld);
            Forward(new Record<TKey, Change<TAggregate>>(record.Key, change, timestampMs, record.Headers));
        }
    }

    public override void OnCommit()
    {
        if (emit != EmitPolicy.OnCommit)
        {
            return;
        }
        var table = _store.Table;
        for (var d = 0; d < table.DirtyCount; d++)
        {
            ref var entry = ref table[table.DirtyAt(d)];
            var change = new Change<TAggregate>(entry.Pending, !entry.IsDeleted, entry.Committed, entry.WasCommitted);
            Forward(new Record<TKey, Change<TAggregate>>(entry.Key, change, entry.PendingTimestampMs, null));
        }
    }
}
