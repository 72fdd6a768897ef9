using System.Runtime.CompilerServices;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>The last five batches of a producer: as many as a client may have unanswered, so that a repeat of any of them is recognised (section 10).</summary>
internal struct BatchWindow
{
    public const int Size = 5;

    private Slots _slots;
    private int _next;

    public int Count { get; private set; }

    /// <summary>Sequence of the last record; -1 while there is none.</summary>
    public readonly int LastSequence => Count == 0 ? -1 : this[Count - 1].LastSequence;

    /// <summary>Oldest first.</summary>
    public readonly ProducedBatch this[int at] => _slots[(_next + Size - Count + at) % Size];

    public void Push(in ProducedBatch batch)
    {
        _slots[_next] = batch;
        _next = (_next + 1) % Size;
        Count = Math.Min(Count + 1, Size);
    }

    public void Clear() => Count = 0;

    /// <summary>Whether exactly these sequences were stored.</summary>
    public readonly bool TryFind(int firstSequence, int lastSequence, out ProducedBatch found)
    {
        for (var i = 0; i < Count; i++)
        {
            found = this[i];
            if (found.FirstSequence == firstSequence && found.LastSequence == lastSequence)
            {
                return true;
            }
        }
        found = default;
        return false;
    }

    [InlineArray(Size)]
    private struct Slots
    {
        private ProducedBatch _first;
    }
}
