namespace NbaPipeline.Dataflow.Nodes;

internal sealed class FlatMapValuesNode<TKey, TValue, TOut>(Func<TKey, TValue, IEnumerable<TOut>> map)
    : OperatorNode<TKey, TValue, TKey, TOut>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        Context.CurrentNode = Name;
        foreach (var mapped in map(record.Key, record.Value))
        {
            Forward(record.WithValue(mapped));
        }
    }
}
