namespace NbaPipeline.Dataflow.Nodes;

internal sealed class SelectKeyNode<TKey, TValue, TKeyOut>(Func<TKey, TValue, TKeyOut> select) : OperatorNode<TKey, TValue, TKeyOut, TValue>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        Context.CurrentNode = Name;
        Forward(record.WithKey(select(record.Key, record.Value)));
    }
}
