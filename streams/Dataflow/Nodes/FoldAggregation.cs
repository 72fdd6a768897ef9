namespace NbaPipeline.Dataflow.Nodes;

internal sealed class FoldAggregation<TKey, TValue, TAggregate>(Func<TAggregate> initial, Func<TKey, TValue, TAggregate, TAggregate> add)
    : IAggregation<TKey, TValue, TAggregate>
{
    public TAggregate Add(TKey key, TValue value, TAggregate old, bool hasOld) => add(key, value, hasOld ? old : initial());
}
