using NbaPipeline.Kafka.Embedded.Control;

namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>Committed offsets of one group, and those that wait for their transaction. Guarded by the group's lock.</summary>
internal sealed class GroupOffsets
{
    private readonly Dictionary<(string Topic, int Partition), CommittedOffset> _committed = [];
    private readonly Dictionary<long, Dictionary<(string Topic, int Partition), CommittedOffset>> _pending = [];

    public int Count => _committed.Count;

    public bool HasPending => _pending.Count > 0;

    public IReadOnlyCollection<CommittedOffset> Committed => _committed.Values;

    public IReadOnlyCollection<long> PendingProducers => _pending.Keys;

    public CommittedOffset? Find(string topic, int partition) =>
        _committed.TryGetValue((topic, partition), out CommittedOffset found) ? found : null;

    public bool IsPending(string topic, int partition) => _pending.Values.Any(offsets => offsets.ContainsKey((topic, partition)));

    public IEnumerable<(string Topic, int Partition)> PendingPartitions() => _pending.Values.SelectMany(offsets => offsets.Keys).Distinct();

    /// <summary>Stores an offset unless a later one is there. One of a topic that was deleted and created again gives way to any of the new topic.</summary>
    public void Commit(CommittedOffset offset) => Put(_committed, offset);

    public void AddPending(long producerId, CommittedOffset offset)
    {
        if (!_pending.TryGetValue(producerId, out Dictionary<(string, int), CommittedOffset>? offsets))
        {
            _pending.Add(producerId, offsets = []);
        }

        Put(offsets, offset);
    }

    /// <summary>Takes back what one entry added that could not be written.</summary>
    public void WithdrawPending(long producerId, long order)
    {
        if (_pending.TryGetValue(producerId, out Dictionary<(string, int), CommittedOffset>? offsets))
        {
            RemoveWhere(offsets, offset => offset.Order == order);
            DropIfEmpty(producerId, offsets);
        }
    }

    /// <summary>The producer's pending offsets that no later commit has overtaken.</summary>
    public List<StoredOffset> Publishable(long producerId)
    {
        List<StoredOffset> publishable = [];
        if (_pending.TryGetValue(producerId, out Dictionary<(string, int), CommittedOffset>? offsets))
        {
            foreach (((string, int) key, CommittedOffset offset) in offsets)
            {
                if (!_committed.TryGetValue(key, out CommittedOffset present) || present.Order < offset.Order)
                {
                    publishable.Add(offset.Stored);
                }
            }
        }

        return publishable;
    }

    /// <summary>The producer's transaction is over: its pending offsets become committed ones or vanish.</summary>
    public void Complete(long producerId, bool commit, long nowMs)
    {
        if (_pending.Remove(producerId, out Dictionary<(string, int), CommittedOffset>? offsets) && commit)
        {
            foreach (CommittedOffset offset in offsets.Values)
            {
                Commit(offset with { SinceMs = nowMs });
            }
        }
    }

    public bool Remove(string topic, int partition) => _committed.Remove((topic, partition));

    /// <summary>Forgets the topic, pending offsets included.</summary>
    public int RemoveTopic(Guid topicId)
    {
        int removed = RemoveWhere(_committed, offset => offset.Stored.TopicId == topicId);
        foreach ((long producerId, Dictionary<(string, int), CommittedOffset> offsets) in _pending.ToArray())
        {
            removed += RemoveWhere(offsets, offset => offset.Stored.TopicId == topicId);
            DropIfEmpty(producerId, offsets);
        }

        return removed;
    }

    public void Clear()
    {
        _committed.Clear();
        _pending.Clear();
    }

    /// <summary>What lies beyond the end of its log, by the producer id of its transaction, −1 for committed ones.</summary>
    public IEnumerable<(long ProducerId, StoredOffset Offset)> Beyond(Func<StoredOffset, long> endOf) =>
        _committed
            .Values.Select(offset => (-1L, offset.Stored))
            .Concat(_pending.SelectMany(of => of.Value.Values.Select(offset => (of.Key, offset.Stored))))
            .Where(offset => offset.Stored.Offset > endOf(offset.Stored));

    private static void Put(Dictionary<(string, int), CommittedOffset> target, CommittedOffset offset)
    {
        (string, int) key = (offset.Stored.Topic, offset.Stored.Partition);
        bool overtaken =
            target.TryGetValue(key, out CommittedOffset present)
            && present.Order > offset.Order
            && present.Stored.TopicId == offset.Stored.TopicId;
        if (!overtaken)
        {
            target[key] = offset;
        }
    }

    private static int RemoveWhere(Dictionary<(string, int), CommittedOffset> offsets, Func<CommittedOffset, bool> which)
    {
        int removed = 0;
        foreach (((string, int) key, CommittedOffset offset) in offsets)
        {
            if (which(offset))
            {
                offsets.Remove(key); // Allowed while enumerating a dictionary.
                removed++;
            }
        }

        return removed;
    }

    private void DropIfEmpty(long producerId, Dictionary<(string, int), CommittedOffset> offsets)
    {
        if (offsets.Count == 0)
        {
            _pending.Remove(producerId);
        }
    }
}
