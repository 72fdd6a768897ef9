namespace NbaPipeline.Dataflow.Nodes;

internal sealed class TableToStreamNode<TKey, TValue> : OperatorNode<TKey, Change<TValue>, TKey, TValue>
{
    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        Context.CurrentNode = Name;
        var change = record.Value;
        Forward(new Record<TKey, TValue>(record.Key, true, change.New, change.HasNew, record.TimestampMs, record.Headers));
    }
}
