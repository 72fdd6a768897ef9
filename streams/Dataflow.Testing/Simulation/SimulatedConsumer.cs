using System.Text;
using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Testing.Simulation;

internal sealed partial class SimulatedConsumer(SimulatedCluster cluster, ConsumerSettings settings) : IConsumerClient
{
    private readonly List<string> _topics = [];
    private readonly SortedDictionary<(string Topic, int Partition), Position> _positions = [];
    private readonly Dictionary<nint, SimulatedRecord> _outstanding = [];

    /// <summary>As in librdkafka: of the partition, not of its assignment, so it outlives losing and getting back.</summary>
    private readonly HashSet<TopicPartition> _paused = [];
    private nint _nextHandle = 1;
    private IAssignmentListener? _listener;
    private bool _closed;

    public string GroupId => settings.GroupId ?? "";

    public string? InstanceId => settings.GroupInstanceId;

    public IReadOnlyList<string> Subscription { get; private set; } = [];

    public HashSet<TopicPartition> Owned { get; } = [];

    public bool IsFenced { get; set; }

    /// <summary>The session timed out: the next poll tells that everything is lost, and joins again.</summary>
    public bool IsExpired { get; set; }

    /// <summary>Paused partitions, assigned or not.</summary>
    public IReadOnlyCollection<TopicPartition> Paused => _paused;

    public int OutstandingCount => _outstanding.Count;

    public int TopicIndex(string topic)
    {
        var index = _topics.IndexOf(topic);
        if (index < 0)
        {
            index = _topics.Count;
            _topics.Add(topic);
        }
        return index;
    }

    public string TopicName(int topicIndex) => _topics[topicIndex];

    public void Subscribe(IReadOnlyList<string> anchorTopics, IAssignmentListener listener)
    {
        cluster.Call(SimulatedCall.Subscribe);
        Subscription = anchorTopics;
        _listener = listener;
        cluster.Group(GroupId).Join(this);
    }

    public void Assign(IReadOnlyList<PartitionOffset> partitions)
    {
        _positions.Clear();
        IncrementalAssign(partitions);
    }

    public void IncrementalAssign(IReadOnlyList<PartitionOffset> partitions)
    {
        foreach (var (partition, offset) in partitions)
        {
            var start =
                offset == PartitionOffset.Beginning ? 0
                : offset == PartitionOffset.End ? cluster.EndOffset(partition)
                : offset;
            _positions[(partition.Topic, partition.Partition)] = new Position { Next = start };
        }
    }

    public void IncrementalUnassign(IReadOnlyList<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            _positions.Remove((partition.Topic, partition.Partition));
        }
    }

    public int Poll(Span<ClientMessage> into, int timeoutMs)
    {
        cluster.Call(settings.Role == ConsumerRole.Restore ? SimulatedCall.RestorePoll : SimulatedCall.Poll);
        Rebalance();
        var count = 0;
        var limit = Math.Min(into.Length, cluster.MaxPollRecords);
        foreach (var ((topic, partition), position) in _positions)
        {
            var at = new TopicPartition(topic, partition);
            if (!_paused.Contains(at) && cluster.Delay?.Invoke(at) != true)
            {
                count = Read(at, position, into, count, limit);
            }
        }
        return count;
    }

    public void Release(ReadOnlySpan<nint> handles)
    {
        foreach (var handle in handles)
        {
            if (!_outstanding.Remove(handle))
            {
                throw new InvalidOperationException($"Message {handle} was released twice or never handed out.");
            }
        }
    }

    public bool ReadHeaders(nint handle, RecordHeaders into)
    {
        var headers = _outstanding[handle].Headers;
        for (var i = 0; i < (headers?.Count ?? 0); i++)
        {
            into.Add(headers![i].Key, headers[i].Value);
        }
        return headers is not null;
    }

    public bool TryGetHeader(nint handle, ReadOnlySpan<byte> nameUtf8, out ReadOnlySpan<byte> value)
    {
        byte[]? found = null;
        var has = _outstanding[handle].Headers?.TryGet(Encoding.UTF8.GetString(nameUtf8), out found) == true;
        value = found;
        return has;
    }

    public void Pause(IReadOnlyList<TopicPartition> partitions) => SetPaused(partitions, true);

    public void Resume(IReadOnlyList<TopicPartition> partitions) => SetPaused(partitions, false);

    public void Seek(TopicPartition partition, long offset)
    {
        if (_positions.TryGetValue((partition.Topic, partition.Partition), out var position))
        {
            position.Next = offset == PartitionOffset.Beginning ? 0 : offset;
            position.EndReportedAt = -1;
        }
    }

    public IReadOnlyList<CommittedOffset> Committed(IReadOnlyList<TopicPartition> partitions, int timeoutMs)
    {
        cluster.Call(SimulatedCall.Committed);
        return partitions.Select(p => cluster.OffsetOf(GroupId, p)).ToList();
    }

    public (long Low, long High) QueryWatermarks(TopicPartition partition, int timeoutMs)
    {
        cluster.Call(SimulatedCall.QueryWatermarks);
        return (0, cluster.EndOffset(partition));
    }

    public void Commit(IReadOnlyList<CommittedOffset> offsets)
    {
        CheckGeneration();
        foreach (var offset in offsets)
        {
            cluster.CommitOffset(GroupId, offset);
        }
    }

    public void CheckGeneration()
    {
        if (IsFenced || _closed)
        {
            throw new ClientException(ClientErrorKind.Fenced, 0, $"Member {InstanceId} was replaced by another.");
        }
    }

    public void Close() => Dispose();

    public void Dispose()
    {
        _closed = true;
        Owned.Clear();
        cluster.Group(GroupId).Leave(this);
    }

    private void SetPaused(IReadOnlyList<TopicPartition> partitions, bool paused)
    {
        foreach (var partition in partitions)
        {
            if (paused && _positions.ContainsKey((partition.Topic, partition.Partition)))
            {
                _paused.Add(partition);
            }
            else
            {
                _paused.Remove(partition);
            }
        }
    }

    private sealed class Position
    {
        public long Next { get; set; }

        public long EndReportedAt { get; set; } = -1;
    }
}
