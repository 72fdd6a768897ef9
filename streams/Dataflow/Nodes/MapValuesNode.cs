namespace NbaPipeline.Dataflow.Nodes;

internal sealed class MapValuesNode<TKey, TValue, TOut>(Func<TKey, TValue, TOut> map) : OperatorNode<TKey, TValue, TKey, TOut>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        Context.CurrentNode = Name;
        Forward(record.WithValue(map(record.Key, record.Value)));
    }
}
