namespace NbaPipeline.Dataflow.Nodes;

internal sealed class MapNode<TKey, TValue, TKeyOut, TOut>(Func<TKey, TValue, KeyValue<TKeyOut, TOut>> map)
    : OperatorNode<TKey, TValue, TKeyOut, TOut>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        Context.CurrentNode = Name;
        var mapped = map(record.Key, record.Value);
        Forward(new Record<TKeyOut, TOut>(mapped.Key, mapped.Value, record.TimestampMs, record.Headers));
    }
}
