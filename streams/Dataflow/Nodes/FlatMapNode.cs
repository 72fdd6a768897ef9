namespace NbaPipeline.Dataflow.Nodes;

internal sealed class FlatMapNode<TKey, TValue, TKeyOut, TOut>(Func<TKey, TValue, IEnumerable<KeyValue<TKeyOut, TOut>>> map)
    : OperatorNode<TKey, TValue, TKeyOut, TOut>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        Context.CurrentNode = Name;
        foreach (var mapped in map(record.Key, record.Value))
        {
            Forward(new Record<TKeyOut, TOut>(mapped.Key, mapped.Value, record.TimestampMs, record.Headers));
        }
    }
}
