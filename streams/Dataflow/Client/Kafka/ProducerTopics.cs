using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

/// <summary>
/// Topics of a producer and a slot number for each partition written, which is the opaque of its messages and the place of its
/// last offset.
/// </summary>
internal sealed unsafe class ProducerTopics(KafkaHandle handle)
{
    private const long NothingWritten = -1;
    private const int MaxPartition = 1_000_000;
    private readonly Dictionary<string, int> _indexes = [];
    private readonly List<string> _names = [];
    private readonly List<(int Topic, int Partition)> _slotNames = [];
    private nint[] _natives = new nint[16];
    private int[][] _slots = new int[16][];

    public int IndexOf(string topic)
    {
        if (_indexes.TryGetValue(topic, out var index))
            return index;
        index = _names.Count;
        var native = handle.Topic(topic);
        if (index == _natives.Length)
        {
            Array.Resize(ref _natives, index * 2);
            Array.Resize(ref _slots, index * 2);
        }
        _natives[index] = native;
        _slots[index] = [];
        _names.Add(topic);
        _indexes.Add(topic, index);
        return index;
    }

    public string Name(int topicIndex) => _names[topicIndex];

    public nint Native(int topicIndex) => _natives[topicIndex];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Slot(int topicIndex, int partition)
    {
        var slots = _slots[topicIndex];
        if ((uint)partition < (uint)slots.Length && slots[partition] >= 0)
            return slots[partition];
        return AddSlot(topicIndex, partition);
    }

    public long LastOffset(int topicIndex, int partition)
    {
        var slots = _slots[topicIndex];
        return (uint)partition < (uint)slots.Length && slots[partition] >= 0 ? handle.Block->Offsets[slots[partition]] : NothingWritten;
    }

    public string Describe(int slot) => $"{_names[_slotNames[slot].Topic]}-{_slotNames[slot].Partition}";

    private int AddSlot(int topicIndex, int partition)
    {
        if ((uint)partition >= MaxPartition)
        {
            throw new ClientException(
                ClientErrorKind.BadRecord,
                RdCode.UnknownPartition,
                $"{_names[topicIndex]} has no partition {partition}: partitions are numbered from 0 to below {MaxPartition}."
            );
        }
        var slots = _slots[topicIndex];
        if (partition >= slots.Length)
        {
            var grown = new int[Math.Max(partition + 1, slots.Length * 2)];
            Array.Fill(grown, -1);
            slots.CopyTo(grown, 0);
            _slots[topicIndex] = slots = grown;
        }
        var slot = _slotNames.Count;
        GrowOffsets(slot);
        handle.Block->Offsets[slot] = NothingWritten;
        _slotNames.Add((topicIndex, partition));
        return slots[partition] = slot;
    }

    /// <summary>Safe to move: delivery reports run on the thread that is here.</summary>
    private void GrowOffsets(int slot)
    {
        var block = handle.Block;
        if (slot < block->Slots)
            return;
        var capacity = Math.Max(16, block->Slots * 2);
        block->Offsets = (long*)NativeMemory.Realloc(block->Offsets, (nuint)capacity * sizeof(long));
        block->Slots = capacity;
    }
}
