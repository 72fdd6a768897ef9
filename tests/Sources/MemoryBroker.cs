using System.Text;

namespace NbaPipeline.Sources.Tests;

/// <summary>A cluster in memory: one partition per topic, real transactions, failures on order.</summary>
internal sealed class MemoryBroker : ISourceBroker
{
    private readonly Dictionary<string, List<StoredRecord>> _topics = new(StringComparer.Ordinal);

    public List<StoredRecord> Log { get; } = [];

    public int Commits { get; private set; }

    public int Reads { get; private set; }

    /// <summary>What happens at the commit of this number (1 = first): before it takes effect, or after it did.</summary>
    public (int Commit, bool TakesEffect, bool CanRetry)? Failure { get; set; }

    public bool RefuseAll { get; init; }

    public IReadOnlyList<StoredRecord> this[string topic] => _topics.TryGetValue(topic, out var records) ? records : [];

    public ISourceProducer OpenProducer(string transactionalId) => new Producer(this);

    public void ReadCommitted(string topic, Action<CommittedRecord> visit, CancellationToken cancellationToken)
    {
        Reads++;
        var offset = 0;
        foreach (var record in this[topic])
        {
            visit(new CommittedRecord(0, offset++, record.Key, record.Value, record.Header(SourceHeaders.ContentHash)));
        }
    }

    private void Commit(List<StoredRecord> records)
    {
        Commits++;
        if (RefuseAll)
        {
            throw new SourceTransactionException("the test refuses every transaction", canRetry: true);
        }

        var failure = Failure is { } planned && planned.Commit == Commits ? planned : default((int, bool TakesEffect, bool CanRetry)?);
        if (failure is null or { TakesEffect: true })
        {
            foreach (var record in records)
            {
                Log.Add(record);
                if (!_topics.TryGetValue(record.Topic, out var topic))
                {
                    _topics[record.Topic] = topic = [];
                }

                topic.Add(record);
            }
        }

        if (failure is { } failed)
        {
            throw new SourceTransactionException("the test ends the transaction here", failed.CanRetry);
        }
    }

    private sealed class Producer(MemoryBroker broker) : ISourceProducer
    {
        private List<StoredRecord>? _open;

        public void Begin() => _open = _open is null ? [] : throw new InvalidOperationException("a transaction is open");

        public void Produce(in SourceRecord record) =>
            _open!.Add(
                new StoredRecord(record.Topic, record.Key.ToArray(), record.Value.ToArray(), record.TimestampMs, [.. record.Headers])
            );

        public IReadOnlyList<PartitionEnd> Flush() =>
            _open!
                .GroupBy(record => record.Topic)
                .Select(group => new PartitionEnd(group.Key, 0, broker[group.Key].Count + group.Count()))
                .ToArray();

        public void Commit()
        {
            broker.Commit(_open!);
            _open = null;
        }

        public void Abort() => _open = null;

        public void Dispose() => _open = null;
    }
}

internal sealed record StoredRecord(
    string Topic,
    byte[] Key,
    byte[] Value,
    long TimeMs,
    IReadOnlyList<KeyValuePair<string, byte[]>> Headers
)
{
    public string? Header(string name) =>
        Headers.Where(header => header.Key == name).Select(header => Encoding.UTF8.GetString(header.Value)).LastOrDefault();

    public string KeyText => Encoding.UTF8.GetString(Key);

    /// <summary>All that a reader sees, as one comparable text.</summary>
    public string Identity =>
        $"{Topic}|{TimeMs}|{KeyText}|{Convert.ToHexString(Value)}|{string.Join(';', Headers.Select(h => $"{h.Key}={Convert.ToHexString(h.Value)}"))}";
}
