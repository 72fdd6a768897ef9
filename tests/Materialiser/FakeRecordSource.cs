using Confluent.Kafka;

namespace NbaPipeline.Materialiser.Tests;

/// <summary>Logs in memory: records, and gaps where a real log has transaction markers.</summary>
internal sealed class FakeRecordSource : IRecordSource
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Dictionary<TopicPartition, List<ConsumeResult<byte[]?, byte[]?>?>> _logs = [];
    private readonly Dictionary<TopicPartition, long> _positions = [];
    private readonly Dictionary<TopicPartition, long> _announced = [];

    public IReadOnlyList<TopicPartitionOffset> Ends
    {
        get
        {
            lock (_gate)
            {
                return [.. _logs.Select(log => new TopicPartitionOffset(log.Key, log.Value.Count))];
            }
        }
    }

    /// <summary>Another reader of the same logs, as a restart opens one.</summary>
    public FakeRecordSource Reopen()
    {
        var copy = new FakeRecordSource();
        foreach (var (partition, log) in _logs)
        {
            copy._logs[partition] = [.. log];
        }

        return copy;
    }

    public void Add(string topic, string? key, byte[]? value, long timeMs = 1_000, int partition = 0) =>
        AddRaw(topic, key is null ? null : System.Text.Encoding.UTF8.GetBytes(key), value, timeMs, partition);

    public void AddRaw(string topic, byte[]? key, byte[]? value, long timeMs = 1_000, int partition = 0)
    {
        lock (_gate)
        {
            var log = LogOf(topic, partition);
            log.Add(
                new ConsumeResult<byte[]?, byte[]?>
                {
                    TopicPartitionOffset = new TopicPartitionOffset(topic, partition, log.Count),
                    Message = new Message<byte[]?, byte[]?>
                    {
                        Key = key,
                        Value = value,
                        Timestamp = new Timestamp(timeMs, TimestampType.CreateTime),
                    },
                }
            );
        }

        _arrived.Release();
    }

    public void AddMarker(string topic, int partition = 0)
    {
        lock (_gate)
        {
            LogOf(topic, partition).Add(null);
        }

        _arrived.Release();
    }

    /// <summary>What a look for partitions raises, from the second one on.</summary>
    public MaterialiserException? BrokerAway { get; set; }

    public int Looks { get; private set; }

    public IReadOnlyDictionary<string, int> PartitionCounts(IReadOnlyCollection<string> topics)
    {
        if (Looks++ > 0 && BrokerAway is { } away)
        {
            throw away;
        }

        lock (_gate)
        {
            return _logs.Keys.Where(p => topics.Contains(p.Topic)).GroupBy(p => p.Topic).ToDictionary(g => g.Key, g => g.Count());
        }
    }

    public void Assign(IReadOnlyCollection<TopicPartitionOffset> partitions)
    {
        lock (_gate)
        {
            foreach (var at in partitions)
            {
                _positions[at.TopicPartition] = at.Offset == Offset.Beginning ? 0 : at.Offset.Value;
            }
        }
    }

    public ConsumeResult<byte[]?, byte[]?>? Consume(TimeSpan timeout)
    {
        for (var tries = 0; tries < 2; tries++)
        {
            lock (_gate)
            {
                if (Next() is { } result)
                {
                    return result;
                }
            }

            if (tries == 0)
            {
                _arrived.Wait(timeout);
            }
        }

        return null;
    }

    public void Dispose() { }

    private ConsumeResult<byte[]?, byte[]?>? Next()
    {
        foreach (var partition in _positions.Keys.ToList())
        {
            var log = _logs[partition];
            while (_positions[partition] < log.Count)
            {
                if (log[(int)_positions[partition]++] is { } record)
                {
                    return record;
                }
            }

            if (_announced.GetValueOrDefault(partition, -1) != log.Count)
            {
                _announced[partition] = log.Count;
                return new ConsumeResult<byte[]?, byte[]?>
                {
                    TopicPartitionOffset = new TopicPartitionOffset(partition, log.Count),
                    IsPartitionEOF = true,
                };
            }
        }

        return null;
    }

    private List<ConsumeResult<byte[]?, byte[]?>?> LogOf(string topic, int partition)
    {
        var key = new TopicPartition(topic, partition);
        return _logs.TryGetValue(key, out var log) ? log : _logs[key] = [];
    }
}
