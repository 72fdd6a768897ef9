using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tasks;

/// <summary>A first-in first-out ring of messages that grows; bounded by pausing the partition.</summary>
internal sealed class MessageQueue
{
    private ClientMessage[] _items = new ClientMessage[64];
    private int _head;

    public int Count { get; private set; }

    public ref ClientMessage Head => ref _items[_head];

    public void Add(in ClientMessage message)
    {
        if (Count == _items.Length)
        {
            Grow();
        }
        _items[(_head + Count) & (_items.Length - 1)] = message;
        Count++;
    }

    public void RemoveHead()
    {
        _head = (_head + 1) & (_items.Length - 1);
        Count--;
    }

    private void Grow()
    {
        var items = new ClientMessage[_items.Length * 2];
        for (var i = 0; i < Count; i++)
        {
            items[i] = _items[(_head + i) & (_items.Length - 1)];
        }
        _items = items;
        _head = 0;
    }
}
