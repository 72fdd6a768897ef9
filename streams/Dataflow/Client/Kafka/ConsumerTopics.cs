using System.Numerics;
using System.Runtime.CompilerServices;
using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

/// <summary>
/// Topics of a consumer: name to index, and pointer in a message to index through a small open-addressed table, so that no
/// message costs a topic string. A reference is held to each topic that was seen, so no pointer is ever reused for another.
/// </summary>
internal sealed unsafe class ConsumerTopics(KafkaHandle handle)
{
    private readonly Dictionary<string, int> _indexes = [];
    private readonly List<string> _names = [];
    private nint[] _pointers = new nint[64];
    private int[] _values = new int[64];
    private int _used;
    private nint _lastPointer;
    private int _lastIndex;

    public int IndexOf(string topic)
    {
        if (_indexes.TryGetValue(topic, out var index))
            return index;
        index = _names.Count;
        _names.Add(topic);
        _indexes.Add(topic, index);
        return index;
    }

    public string Name(int topicIndex) => _names[topicIndex];

    /// <summary>Index of the topic a message points to, -1 for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOf(nint pointer) => pointer == _lastPointer && pointer != 0 ? _lastIndex : Find(pointer);

    private int Find(nint pointer)
    {
        if (pointer == 0)
            return -1;
        var mask = _pointers.Length - 1;
        var i = Hash(pointer) & mask;
        while (_pointers[i] != 0 && _pointers[i] != pointer)
            i = (i + 1) & mask;
        _lastIndex = _pointers[i] == pointer ? _values[i] : Learn(pointer);
        _lastPointer = pointer;
        return _lastIndex;
    }

    private int Learn(nint pointer)
    {
        var name = Utf8.Text(Rd.TopicName(pointer));
        handle.Topic(name);
        if (_used * 2 >= _pointers.Length)
            Grow();
        var index = IndexOf(name);
        Insert(pointer, index);
        return index;
    }

    private void Grow()
    {
        var (pointers, values) = (_pointers, _values);
        _pointers = new nint[pointers.Length * 2];
        _values = new int[values.Length * 2];
        _used = 0;
        for (var i = 0; i < pointers.Length; i++)
        {
            if (pointers[i] != 0)
                Insert(pointers[i], values[i]);
        }
    }

    private void Insert(nint pointer, int index)
    {
        var mask = _pointers.Length - 1;
        var i = Hash(pointer) & mask;
        while (_pointers[i] != 0)
            i = (i + 1) & mask;
        _pointers[i] = pointer;
        _values[i] = index;
        _used++;
    }

    private static int Hash(nint pointer) => (int)BitOperations.RotateLeft((ulong)pointer * 0x9E3779B97F4A7C15, 20) & int.MaxValue;
}
