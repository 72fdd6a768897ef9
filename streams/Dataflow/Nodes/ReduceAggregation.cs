namespace NbaPipeline.Dataflow.Nodes;

internal sealed class ReduceAggregation<TKey, TValue>(Func<TValue, TValue, TValue> reduce) : IAggregation<TKey, TValue, TValue>
{
    public TValue Add(TKey key, TValue value, TValue old, bool hasOld) => hasOld ? reduce(old, value) : value;
}
