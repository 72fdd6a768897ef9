namespace NbaPipeline.Dataflow.Nodes;

internal sealed class FilterNode<TKey, TValue>(Func<TKey, TValue, bool> predicate, bool keep) : OperatorNode<TKey, TValue, TKey, TValue>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        Context.CurrentNode = Name;
        if (predicate(record.Key, record.Value) == keep)
        {
            Forward(in record);
        }
    }
}
