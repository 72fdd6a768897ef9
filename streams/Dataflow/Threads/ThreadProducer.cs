using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Threads;

/// <summary>
/// The producer of a thread: opens transactions lazily, and can be thrown away and made anew under the same transactional id while
/// the tasks keep their topic indices.
/// </summary>
internal sealed class ThreadProducer(IClientSupplier supplier, ProducerSettings settings, int timeoutMs) : IDisposable
{
    private readonly List<string> _topics = [];
    private IProducerClient? _client;
    private int[] _clientIndex = new int[16];

    public bool IsTransactional => settings.TransactionalId is not null;

    /// <summary>Counts the clients made.</summary>
    public int Generation { get; private set; }

    public bool InTransaction { get; private set; }

    private IProducerClient Client => _client ?? throw new InvalidOperationException("The producer is not open.");

    public ClientException? FirstError => _client?.FirstError;

    /// <summary>Makes the client and fences predecessors.</summary>
    public void Open()
    {
        Dispose();
        _client = supplier.CreateProducer(settings);
        Generation++;
        for (var i = 0; i < _topics.Count; i++)
        {
            _clientIndex[i] = _client.TopicIndex(_topics[i]);
        }
        if (IsTransactional)
        {
            _client.InitTransactions(timeoutMs);
        }
    }

    public int TopicIndex(string topic)
    {
        var index = _topics.IndexOf(topic);
        if (index >= 0)
        {
            return index;
        }
        if (_topics.Count == _clientIndex.Length)
        {
            Array.Resize(ref _clientIndex, _clientIndex.Length * 2);
        }
        _clientIndex[_topics.Count] = Client.TopicIndex(topic);
        _topics.Add(topic);
        return _topics.Count - 1;
    }

    public string TopicName(int index) => _topics[index];

    public void Produce(
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
        EnsureTransaction();
        Client.Produce(_clientIndex[topicIndex], partition, key, keyIsNull, value, valueIsNull, timestampMs, headers);
    }

    public long LastOffset(int topicIndex, int partition) => Client.LastOffset(_clientIndex[topicIndex], partition);

    /// <summary>Serves delivery reports without waiting.</summary>
    public void Serve() => _client?.Poll(0);

    /// <summary>Waits for all deliveries; throws the first that failed.</summary>
    public void AwaitDeliveries()
    {
        Client.AwaitDeliveries(timeoutMs);
        if (Client.FirstError is { } error)
        {
            throw error;
        }
    }

    /// <summary>Commits the transaction together with the offsets of the consumer's group.</summary>
    public void CommitWith(IReadOnlyList<CommittedOffset> offsets, IConsumerClient consumer)
    {
        EnsureTransaction();
        if (offsets.Count > 0)
        {
            Client.SendOffsetsToTransaction(offsets, consumer, timeoutMs);
        }
        Client.CommitTransaction(timeoutMs);
        InTransaction = false;
    }

    public void Abort()
    {
        if (InTransaction && IsTransactional)
        {
            Client.AbortTransaction(timeoutMs);
        }
        InTransaction = false;
    }

    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
        InTransaction = false;
    }

    private void EnsureTransaction()
    {
        if (!InTransaction)
        {
            if (IsTransactional)
            {
                Client.BeginTransaction();
            }
            InTransaction = true;
        }
    }
}
