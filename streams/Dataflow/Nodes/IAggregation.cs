namespace NbaPipeline.Dataflow.Nodes;

/// <summary>One step of a fold.</summary>
internal interface IAggregation<TKey, TValue, TAggregate>
{
    TAggregate Add(TKey key, TValue value, TAggregate old, bool hasOld);
}
