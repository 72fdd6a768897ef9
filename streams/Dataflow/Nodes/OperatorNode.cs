using System.Runtime.CompilerServices;

namespace NbaPipeline.Dataflow.Nodes;

/// <summary>An operator with operators behind it. One child, the usual case, is called without a loop.</summary>
internal abstract class OperatorNode<TKeyIn, TValueIn, TKeyOut, TValueOut> : InputNode<TKeyIn, TValueIn>
{
    private readonly Children<TKeyOut, TValueOut> _children = new();

    public override void AddChild(Node child) => _children.Add(this, child);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Forward(in Record<TKeyOut, TValueOut> record)
    {
        _children.Forward(in record);
        Context.CurrentNode = Name;
    }
}
