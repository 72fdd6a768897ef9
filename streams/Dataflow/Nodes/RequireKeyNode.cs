using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Nodes;

/// <summary>Drops and counts records without a key: they belong to no partition.</summary>
internal sealed class RequireKeyNode<TKey, TValue> : OperatorNode<TKey, TValue, TKey, TValue>
{
    public override void Process(in Record<TKey, TValue> record)
    {
        if (record.HasKey)
        {
            Forward(in record);
        }
        else
        {
            Context.Collector.CountDropped(DropReason.NullKey);
        }
    }
}
