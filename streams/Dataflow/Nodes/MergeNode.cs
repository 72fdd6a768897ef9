namespace NbaPipeline.Dataflow.Nodes;

/// <summary>Sends on what any of its parents sends.</summary>
internal sealed class MergeNode<TKey, TValue> : OperatorNode<TKey, TValue, TKey, TValue>
{
    public override void Process(in Record<TKey, TValue> record) => Forward(in record);
}
