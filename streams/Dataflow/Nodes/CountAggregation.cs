namespace NbaPipeline.Dataflow.Nodes;

internal sealed class CountAggregation<TKey, TValue> : IAggregation<TKey, TValue, long>
{
    public long Add(TKey key, TValue value, long old, bool hasOld) => old + 1;
}
