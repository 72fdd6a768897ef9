namespace NbaPipeline.Dataflow.Nodes;

internal sealed class TableFilterNode<TKey, TValue>(Func<TKey, TValue, bool> predicate)
    : OperatorNode<TKey, Change<TValue>, TKey, Change<TValue>>
{
    public override void Process(in Record<TKey, Change<TValue>> record)
    {
        Context.CurrentNode = Name;
        var change = record.Value;
        var hasNew = change.HasNew && predicate(record.Key, change.New);
        var hasOld = change.HasOld && predicate(record.Key, change.Old);
        if (hasNew || hasOld)
        {
            var filtered = new Change<TValue>(hasNew ? change.New : default!, hasNew, hasOld ? change.Old : default!, hasOld);
            Forward(record.WithValue(filtered));
        }
    }
}
