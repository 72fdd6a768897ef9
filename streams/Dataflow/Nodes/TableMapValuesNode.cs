namespace NbaPipeline.Dataflow.Nodes;

internal sealed class TableMapValuesNode<TKey, TValue, TOut>(Func<TKey, TValue, TOut> map)
    : OperatorNode<TKey, Change<TValue>, TKey, Change<TOut>>
{
    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        Context.CurrentNode = Name;
        var change = record.Value;
        var mapped = new Change<TOut>(
            change.HasNew ? map(record.Key, change.New) : default!,
            change.HasNew,
            change.HasOld ? map(record.Key, change.Old) : default!,
            change.HasOld
        );
        Forward(record.WithValue(mapped));
    }
}
