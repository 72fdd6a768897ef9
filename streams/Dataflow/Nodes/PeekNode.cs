namespace NbaPipeline.Dataflow.Nodes;

internal sealed class PeekNode<TKey, TValue>(Action<TKey, TValue> look) : OperatorNode<TKey, TValue, TKey, TValue>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        Context.CurrentNode = Name;
        look(record.Key, record.Value);
        Forward(in record);
    }
}
