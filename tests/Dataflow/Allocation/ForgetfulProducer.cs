using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tests.Allocation;

/// <summary>Counts what it is given and keeps nothing.</summary>
internal sealed class ForgetfulProducer : IProducerClient
{
    public long Produced { get; private set; }

    public int Outstanding => 0;

    public ClientException? FirstError => null;

    public int TopicIndex(string topic) => 0;

    public void Produce(
        int topicIndex,
        int partition,
        ReadOnlySpan<byte> key,
        bool keyIsNull,
        ReadOnlySpan<byte> value,
        bool valueIsNull,
        long timestampMs,
        RecordHeaders? headers
    ) => Produced++;

    public long LastOffset(int topicIndex, int partition) => Produced - 1;

    public void InitTransactions(int timeoutMs) { }

    public void BeginTransaction() { }

    public void Poll(int timeoutMs) { }

    public void AwaitDeliveries(int timeoutMs) { }

    public void SendOffsetsToTransaction(IReadOnlyList<CommittedOffset> offsets, IConsumerClient consumer, int timeoutMs) { }

    public void CommitTransaction(int timeoutMs) { }

    public void AbortTransaction(int timeoutMs) { }

    public void Dispose() { }
}
