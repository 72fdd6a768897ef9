using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tests.Allocation;

/// <summary>Hands out records of one partition from a pinned buffer, as many as are asked for, and allocates nothing.</summary>
internal sealed class EndlessConsumer(int keys) : IConsumerClient
{
    private readonly List<string> _topics = [];
    private readonly byte[] _keys = PinnedKeys(keys);
    private IAssignmentListener? _listener;
    private string _anchor = "";
    private long _offset;

    public int TopicIndex(string topic)
    {
        if (!_topics.Contains(topic))
        {
            _topics.Add(topic);
        }
        return _topics.IndexOf(topic);
    }

    public string TopicName(int topicIndex) => _topics[topicIndex];

    public void Subscribe(IReadOnlyList<string> anchorTopics, IAssignmentListener listener) =>
        (_anchor, _listener) = (anchorTopics[0], listener);

    public unsafe int Poll(Span<ClientMessage> into, int timeoutMs)
    {
        if (_listener is { } listener)
        {
            _listener = null;
            listener.OnAssigned([new TopicPartition(_anchor, 0)]);
            return 0;
        }
        if (_anchor.Length == 0)
        {
            return 0;
        }
        var start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_keys));
        for (var i = 0; i < into.Length; i++, _offset++)
        {
            into[i] = new ClientMessage
            {
                Handle = 1,
                Key = start + (_offset % keys * sizeof(long)),
                KeyLength = sizeof(long),
                Value = start,
                ValueLength = sizeof(long),
                Offset = _offset,
                TimestampMs = _offset,
                Kind = ClientMessageKind.Record,
            };
        }
        return into.Length;
    }

    public (long Low, long High) QueryWatermarks(TopicPartition partition, int timeoutMs) => (0, 0);

    public IReadOnlyList<CommittedOffset> Committed(IReadOnlyList<TopicPartition> partitions, int timeoutMs) =>
        partitions.Select(p => new CommittedOffset(p, -1, "")).ToList();

    public bool ReadHeaders(nint handle, RecordHeaders into) => false;

    public bool TryGetHeader(nint handle, ReadOnlySpan<byte> nameUtf8, out ReadOnlySpan<byte> value)
    {
        value = default;
        return false;
    }

    public void Assign(IReadOnlyList<PartitionOffset> partitions) { }

    public void IncrementalAssign(IReadOnlyList<PartitionOffset> partitions) { }

    public void IncrementalUnassign(IReadOnlyList<TopicPartition> partitions) { }

    public void Release(ReadOnlySpan<nint> handles) { }

    public void Pause(IReadOnlyList<TopicPartition> partitions) { }

    public void Resume(IReadOnlyList<TopicPartition> partitions) { }

    public void Seek(TopicPartition partition, long offset) { }

    public void Commit(IReadOnlyList<CommittedOffset> offsets) { }

    public void Close() { }

    public void Dispose() { }

    private static byte[] PinnedKeys(int keys)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(keys * sizeof(long), pinned: true);
        for (var i = 0; i < keys; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(i * sizeof(long)), i);
        }
        return bytes;
    }
}
