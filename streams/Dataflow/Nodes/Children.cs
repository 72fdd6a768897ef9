namespace NbaPipeline.Dataflow.Nodes;

/// <summary>The operators behind an operator.</summary>
internal sealed class Children<TKey, TValue>
{
    private InputNode<TKey, TValue>? _only;
    private InputNode<TKey, TValue>[] _all = [];

    public void Add(Node parent, Node child)
    {
        if (child is not InputNode<TKey, TValue> typed)
        {
            throw new TopologyException(
                $"Operator '{child.Name}' does not take what '{parent.Name}' sends ({typeof(TKey).Name}, {typeof(TValue).Name})."
            );
        }
        _all = [.. _all, typed];
        _only = _all.Length == 1 ? typed : null;
    }

    public void Forward(in Record<TKey, TValue> record)
    {
        if (_only is not null)
        {
            _only.Process(in record);
            return;
        }
        foreach (var child in _all)
        {
            child.Process(in record);
        }
    }
}
