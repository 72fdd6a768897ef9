using System.Text;
using NbaPipeline.Dataflow.State;
using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Dataflow.Tasks;

/// <summary>The way out of one task: into the transaction of its thread.</summary>
internal sealed class RecordCollector(TaskEnvironment environment, string producerName) : IRecordCollector
{
    private readonly ThreadProducer _producer = environment.Producer;
    private readonly Dictionary<string, ChangelogWriter> _changelogs = [];
    private bool[] _taggedTopics = new bool[8];
    private readonly Dictionary<string, (int Generation, long[] Ends)> _inherited = [];
    private readonly RecordHeaders _tagOnly = new RecordHeaders().Add(ProgressRecord.ProducerHeader, Encoding.UTF8.GetBytes(producerName));

    public TaskContext Context { get; set; } = null!;

    public int TopicIndex(string topic)
    {
        var index = _producer.TopicIndex(topic);
        // A reader merges the producers of a topic one by one, so each record says whose it is where there are several.
        if (index >= _taggedTopics.Length)
        {
            Array.Resize(ref _taggedTopics, Math.Max(index + 1, _taggedTopics.Length * 2));
        }
        _taggedTopics[index] = environment.Binding.DeclaresProgress(topic) && environment.Binding.ProducerCount(topic) > 1;
        return index;
    }

    public int PartitionCount(int topicIndex) => environment.Binding.Partitions(_producer.TopicName(topicIndex));

    public void Send(
        int topicIndex,
        int partition,
        ReadOnlySpan<byte> key,
        bool keyIsNull,
        ReadOnlySpan<byte> value,
        bool valueIsNull,
        long timestampMs,
        RecordHeaders? headers
    )
    {
        environment.Metrics.RecordsProduced++;
        var outgoing = Outgoing(headers ?? Context.Headers, _taggedTopics[topicIndex]);
        _producer.Produce(topicIndex, partition, key, keyIsNull, value, valueIsNull, timestampMs, outgoing);
    }

    public void CountDropped(DropReason reason) => environment.Metrics.CountDropped(reason);

    public IChangelogWriter ChangelogOf(string topic)
    {
        if (!_changelogs.TryGetValue(topic, out var writer))
        {
            writer = new ChangelogWriter(_producer, _producer.TopicIndex(topic), Context.TaskId.Partition);
            _changelogs.Add(topic, writer);
        }
        return writer;
    }

    /// <summary>Offset after the last changelog record, -1 when nothing was written or the broker did not say.</summary>
    public long ChangelogEnd(string topic) => _changelogs.TryGetValue(topic, out var writer) ? writer.EndOffset : -1;

    public void SendDeadLetter(string topic, RecordHeaders headers)
    {
        ref var message = ref Context.Message;
        var index = _producer.TopicIndex(topic);
        var partition = message.Partition % environment.Binding.Partitions(topic);
        _producer.Produce(
            index,
            partition,
            message.KeySpan,
            message.KeyLength < 0,
            message.ValueSpan,
            message.ValueLength < 0,
            Math.Max(message.TimestampMs, 1),
            headers
        );
    }

    /// <summary>Per partition the offset after this task's last record, or a later one that a reader can reach.</summary>
    public Dictionary<int, long> EndOffsets(string topic)
    {
        var index = _producer.TopicIndex(topic);
        var partitions = environment.Binding.Partitions(topic);
        // A client knows only what it wrote itself: what predecessors wrote lies before the log end as it was after they were fenced.
        var inherited = !_inherited.TryGetValue(topic, out var known) || known.Generation != _producer.Generation;
        if (inherited)
        {
            known = (_producer.Generation, new long[partitions]);
            _inherited[topic] = known;
        }
        var ends = new Dictionary<int, long>();
        for (var partition = 0; partition < partitions; partition++)
        {
            if (inherited)
            {
                known.Ends[partition] = LogEnd(topic, partition);
            }
            var last = _producer.LastOffset(index, partition);
            if (last == -2)
            {
                // The broker did not report the offset (a retried batch); the log end is behind it, and waiting for that is safe.
                last = LogEnd(topic, partition) - 1;
            }
            var end = Math.Max(known.Ends[partition], last + 1);
            if (end > 0)
            {
                ends[partition] = end;
            }
        }
        return ends;
    }

    private long LogEnd(string topic, int partition) =>
        environment.Consumer.QueryWatermarks(new(topic, partition), environment.Options.RequestTimeoutMs).High;

    public void SendProgress(ProgressRecord record)
    {
        var index = _producer.TopicIndex(environment.Options.ProgressTopicName);
        _producer.Produce(index, 0, record.EncodeKey(), false, record.EncodeValue(), false, Math.Max(1, Context.StreamTimeMs), null);
    }

    private RecordHeaders? Outgoing(RecordHeaders headers, bool tagged)
    {
        if (headers.Count == 0)
        {
            return tagged ? _tagOnly : null;
        }
        var outgoing = new RecordHeaders();
        var keep = environment.Options.PropagateHeader;
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i].Key != ProgressRecord.ProducerHeader && (keep is null || keep(headers[i].Key)))
            {
                outgoing.Add(headers[i].Key, headers[i].Value);
            }
        }
        return tagged ? outgoing.Add(ProgressRecord.ProducerHeader, Encoding.UTF8.GetBytes(producerName)) : outgoing;
    }
}
