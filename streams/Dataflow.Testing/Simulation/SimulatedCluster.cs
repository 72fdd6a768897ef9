using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Testing.Simulation;

/// <summary>
/// A Kafka cluster in memory: topics, transactions with fencing and markers, the last stable offset, committed offsets and a
/// cooperative group. Deterministic; all calls come from one thread at a time.
/// </summary>
internal sealed class SimulatedCluster : IClientSupplier
{
    private readonly Dictionary<string, List<SimulatedRecord>[]> _topics = [];
    private readonly Dictionary<string, (int Epoch, SimulatedTransaction? Open)> _producers = [];
    private readonly Dictionary<(string Group, TopicPartition Partition), CommittedOffset> _committed = [];
    private readonly Dictionary<string, SimulatedGroup> _groups = [];
    private readonly Dictionary<TopicPartition, int> _stable = [];

    /// <summary>Called before each client call with its name; what it returns is thrown in place of (or after) the call.</summary>
    public Func<SimulatedCall, ClientException?>? OnCall { get; set; }

    /// <summary>Most records one poll hands out: small values mix inputs in more ways.</summary>
    public int MaxPollRecords { get; set; } = int.MaxValue;

    /// <summary>Leaves a partition unread in a poll when it returns true: delays that a real network has.</summary>
    public Func<TopicPartition, bool>? Delay { get; set; }

    public IEnumerable<string> Topics => _topics.Keys.Order(StringComparer.Ordinal);

    public void CreateTopic(string topic, int partitions) =>
        _topics.TryAdd(topic, Enumerable.Range(0, partitions).Select(_ => new List<SimulatedRecord>()).ToArray());

    public int PartitionCount(string topic) => _topics.TryGetValue(topic, out var partitions) ? partitions.Length : 0;

    public long Append(string topic, int partition, byte[]? key, byte[]? value, long timestampMs, RecordHeaders? headers = null) =>
        Append(topic, partition, new SimulatedRecord(key, value, timestampMs, headers, null));

    public long Append(string topic, int partition, SimulatedRecord record)
    {
        var log = Log(topic, partition);
        log.Add(record);
        return log.Count - 1;
    }

    public IReadOnlyList<SimulatedRecord> Records(string topic, int partition) => Log(topic, partition);

    /// <summary>What a read_committed reader sees, in order.</summary>
    public IEnumerable<SimulatedRecord> Committed(string topic, int partition) => Log(topic, partition).Where(r => r.IsVisible);

    public long EndOffset(TopicPartition partition) => Log(partition.Topic, partition.Partition).Count;

    /// <summary>First offset that an open transaction holds back, else the end.</summary>
    public long LastStableOffset(TopicPartition partition)
    {
        var log = Log(partition.Topic, partition.Partition);
        // What was stable once stays so: the search goes on from there.
        var stable = _stable.GetValueOrDefault(partition);
        while (stable < log.Count && log[stable].Transaction is not { State: SimulatedTransactionState.Open })
        {
            stable++;
        }
        _stable[partition] = stable;
        return stable;
    }

    public CommittedOffset OffsetOf(string group, TopicPartition partition) =>
        _committed.GetValueOrDefault((group, partition), new CommittedOffset(partition, -1, ""));

    public void CommitOffset(string group, CommittedOffset offset) => _committed[(group, offset.Partition)] = offset;

    public IConsumerClient CreateConsumer(ConsumerSettings settings)
    {
        Call(SimulatedCall.CreateConsumer);
        return new SimulatedConsumer(this, settings);
    }

    public IProducerClient CreateProducer(ProducerSettings settings)
    {
        Call(SimulatedCall.CreateProducer);
        return new SimulatedProducer(this, settings);
    }

    public IAdminClient CreateAdmin(string clientId) => new SimulatedAdmin(this);

    internal SimulatedGroup Group(string name)
    {
        if (!_groups.TryGetValue(name, out var group))
        {
            group = new SimulatedGroup(this);
            _groups.Add(name, group);
        }
        return group;
    }

    internal void Call(SimulatedCall call)
    {
        if (OnCall?.Invoke(call) is { } error)
        {
            throw error;
        }
    }

    /// <summary>A new epoch for a transactional id: older producers are fenced, their open transaction aborted.</summary>
    internal int NextEpoch(string transactionalId)
    {
        var (epoch, open) = _producers.GetValueOrDefault(transactionalId);
        if (open is not null)
        {
            End(open, SimulatedTransactionState.Aborted);
        }
        _producers[transactionalId] = (epoch + 1, null);
        return epoch + 1;
    }

    internal void Begin(string transactionalId, int epoch, SimulatedTransaction transaction)
    {
        CheckEpoch(transactionalId, epoch);
        _producers[transactionalId] = (epoch, transaction);
    }

    internal void CheckEpoch(string transactionalId, int epoch)
    {
        var current = _producers.GetValueOrDefault(transactionalId).Epoch;
        if (current != epoch)
        {
            throw new ClientException(ClientErrorKind.Fenced, 0, $"'{transactionalId}' has epoch {epoch}, the broker knows {current}.");
        }
    }

    internal void End(string transactionalId, int epoch, SimulatedTransactionState state)
    {
        CheckEpoch(transactionalId, epoch);
        if (_producers[transactionalId].Open is { } open)
        {
            End(open, state);
        }
        _producers[transactionalId] = (epoch, null);
    }

    private void End(SimulatedTransaction transaction, SimulatedTransactionState state)
    {
        transaction.State = state;
        foreach (var partition in transaction.Partitions.OrderBy(p => p.ToString(), StringComparer.Ordinal))
        {
            Append(partition.Topic, partition.Partition, SimulatedRecord.Control);
        }
        if (state == SimulatedTransactionState.Committed)
        {
            foreach (var (key, offset) in transaction.Offsets)
            {
                _committed[key] = offset;
            }
        }
    }

    private List<SimulatedRecord> Log(string topic, int partition) =>
        _topics.TryGetValue(topic, out var partitions) && partition < partitions.Length
            ? partitions[partition]
            : throw new ClientException(ClientErrorKind.BadRecord, 3, $"Topic {topic} has no partition {partition}; create it first.");
}
