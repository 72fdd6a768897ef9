using System.Diagnostics.CodeAnalysis;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A bounded map that forgets what was used longest ago. Safe for many threads.</summary>
internal sealed class LruCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _sync = new();
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> _nodes = [];
    private readonly LinkedList<KeyValuePair<TKey, TValue>> _order = new();

    public int Count
    {
        get
        {
            lock (_sync)
            {
                return _nodes.Count;
            }
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_sync)
        {
            if (!_nodes.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }
            _order.Remove(node);
            _order.AddLast(node);
            value = node.Value.Value;
            return true;
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (_sync)
        {
            if (_nodes.Remove(key, out var old))
            {
                _order.Remove(old);
            }
            else if (_nodes.Count == capacity)
            {
                _nodes.Remove(_order.First!.Value.Key);
                _order.RemoveFirst();
            }
            _nodes.Add(key, _order.AddLast(KeyValuePair.Create(key, value)));
        }
    }
}
