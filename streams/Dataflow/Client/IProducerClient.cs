namespace NbaPipeline.Dataflow.Client;

/// <summary>A producer owned by one thread; no member may be called from another.</summary>
internal interface IProducerClient : IDisposable
{
    /// <summary>Index of a topic within this client, stable for its life.</summary>
    int TopicIndex(string topic);

    /// <summary>Messages produced and not yet reported as delivered or failed.</summary>
    int Outstanding { get; }

    /// <summary>The first failed delivery since the last <see cref="BeginTransaction"/> (or start), null when none failed.</summary>
    ClientException? FirstError { get; }

    /// <summary>Fences older producers of the same transactional id and resolves their open transaction.</summary>
    void InitTransactions(int timeoutMs);

    void BeginTransaction();

    /// <summary>
    /// Hands a record to the client; bytes are copied before it returns. A full queue is served (not slept on) until there is room.
    /// </summary>
    /// <param name="topicIndex">From <see cref="TopicIndex"/>.</param>
    /// <param name="partition">Always explicit: the engine partitions.</param>
    /// <param name="key">Key bytes; ignored when <paramref name="keyIsNull"/>.</param>
    /// <param name="keyIsNull">The record has no key.</param>
    /// <param name="value">Value bytes; ignored when <paramref name="valueIsNull"/>.</param>
    /// <param name="valueIsNull">The record is a tombstone.</param>
    /// <param name="timestampMs">Event time, milliseconds since the epoch.</param>
    /// <param name="headers">Headers to send, null for none.</param>
    /// <exception cref="ClientException">The record can never be sent (too large, unknown partition), or the producer is fatal.</exception>
    void Produce(
        int topicIndex,
        int partition,
        ReadOnlySpan<byte> key,
        bool keyIsNull,
        ReadOnlySpan<byte> value,
        bool valueIsNull,
        long timestampMs,
        RecordHeaders? headers
    );

    /// <summary>Serves delivery reports; waits up to <paramref name="timeoutMs"/> for the first.</summary>
    void Poll(int timeoutMs);

    /// <summary>Waits until <see cref="Outstanding"/> is 0 without librdkafka's 10 ms flush quantum.</summary>
    /// <exception cref="ClientException">Not all were reported within <paramref name="timeoutMs"/>.</exception>
    void AwaitDeliveries(int timeoutMs);

    /// <summary>Offset of the last delivered record of this client on a partition; -1 when nothing was written, -2 when the broker did not say.</summary>
    long LastOffset(int topicIndex, int partition);

    /// <summary>Adds the offsets of a consumer's group to the open transaction.</summary>
    void SendOffsetsToTransaction(IReadOnlyList<CommittedOffset> offsets, IConsumerClient consumer, int timeoutMs);

    void CommitTransaction(int timeoutMs);

    /// <summary>Purges what is queued and aborts.</summary>
    void AbortTransaction(int timeoutMs);
}
