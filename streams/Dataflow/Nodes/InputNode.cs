namespace NbaPipeline.Dataflow.Nodes;

/// <summary>An operator that takes records of one type.</summary>
internal abstract class InputNode<TKey, TValue> : Node
{
    public abstract void Process(in Record<TKey, TValue> record);
}
