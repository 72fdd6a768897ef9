namespace NbaPipeline.Cli.Tests;

/// <summary>Topics in memory, seen as a Kafka.</summary>
internal sealed class FakeKafka : IKafkaView
{
    private readonly Dictionary<string, List<TopicRecord>[]> _topics = new(StringComparer.Ordinal);

    public Dictionary<string, Dictionary<(string Topic, int Partition), long>> Groups { get; } = [];

    /// <summary>Offsets after the last record that hold no record, as commit markers do.</summary>
    public Dictionary<(string Topic, int Partition), long> MarkersAtEnd { get; } = [];

    public FakeKafka Topic(string name, int partitions = 1)
    {
        _topics[name] = [.. Enumerable.Range(0, partitions).Select(_ => new List<TopicRecord>())];
        return this;
    }

    public TopicRecord Add(
        string topic,
        string? key,
        byte[]? value,
        long timeMs,
        int partition = 0,
        params (string Name, string Value)[] headers
    )
    {
        var log = _topics[topic][partition];
        var record = new TopicRecord(
            topic,
            partition,
            log.Count == 0 ? 0 : log[^1].Offset + 1,
            timeMs,
            key is null ? null : System.Text.Encoding.UTF8.GetBytes(key),
            value,
            [.. headers.Select(h => new KeyValuePair<string, byte[]?>(h.Name, System.Text.Encoding.UTF8.GetBytes(h.Value)))]
        );
        log.Add(record);
        return record;
    }

    public void Commit(string group, string topic, long offset, int partition = 0)
    {
        Groups.TryAdd(group, []);
        Groups[group][(topic, partition)] = offset;
    }

    public IReadOnlyDictionary<string, int> Topics() => _topics.ToDictionary(t => t.Key, t => t.Value.Length, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Settings(string topic) => new Dictionary<string, string> { ["cleanup.policy"] = "delete" };

    public PartitionEnds Ends(string topic, int partition)
    {
        var log = _topics[topic][partition];
        return new PartitionEnds(
            topic,
            partition,
            0,
            (log.Count == 0 ? 0 : log[^1].Offset + 1) + MarkersAtEnd.GetValueOrDefault((topic, partition))
        );
    }

    public long OffsetAt(string topic, int partition, DateTimeOffset time) =>
        _topics[topic][partition].Find(r => r.TimestampMs >= time.ToUnixTimeMilliseconds())?.Offset ?? Ends(topic, partition).High;

    public IReadOnlyDictionary<(string Topic, int Partition), long> Committed(
        string group,
        IReadOnlyList<(string Topic, int Partition)> partitions
    ) =>
        Groups.TryGetValue(group, out var offsets)
            ? offsets.Where(o => partitions.Contains(o.Key)).ToDictionary()
            : new Dictionary<(string, int), long>();

    public IEnumerable<TopicRecord?> Read(IReadOnlyList<PartitionRange> ranges, bool follow, CancellationToken cancel)
    {
        foreach (var range in ranges)
        {
            foreach (
                var record in _topics[range.Topic][range.Partition].Where(r => r.Offset >= range.From && r.Offset <= range.To).ToList()
            )
            {
                cancel.ThrowIfCancellationRequested();
                yield return record;
            }
        }

        while (follow)
        {
            yield return null;
            cancel.ThrowIfCancellationRequested();
        }
    }

    public void Dispose() { }
}
