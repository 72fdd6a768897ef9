using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Testing.Simulation;

internal sealed class SimulatedProducer(SimulatedCluster cluster, ProducerSettings settings) : IProducerClient
{
    private readonly List<string> _topics = [];
    private readonly Dictionary<(int Topic, int Partition), long> _lastOffsets = [];
    private SimulatedTransaction? _transaction;
    private int _epoch;

    public int Outstanding => 0;

    public ClientException? FirstError => null;

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

    public void InitTransactions(int timeoutMs)
    {
        cluster.Call(SimulatedCall.InitTransactions);
        _epoch = cluster.NextEpoch(settings.TransactionalId!);
    }

    public void BeginTransaction()
    {
        _transaction = new SimulatedTransaction();
        cluster.Begin(settings.TransactionalId!, _epoch, _transaction);
    }

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
        cluster.Call(SimulatedCall.Produce);
        if (settings.TransactionalId is not null)
        {
            cluster.CheckEpoch(settings.TransactionalId, _epoch);
        }
        var at = new TopicPartition(_topics[topicIndex], partition);
        _transaction?.Partitions.Add(at);
        var record = new SimulatedRecord(
            keyIsNull ? null : key.ToArray(),
            valueIsNull ? null : value.ToArray(),
            timestampMs,
            Copy(headers),
            _transaction
        );
        _lastOffsets[(topicIndex, partition)] = cluster.Append(at.Topic, partition, record);
    }

    public void Poll(int timeoutMs) { }

    public void AwaitDeliveries(int timeoutMs) => cluster.Call(SimulatedCall.AwaitDeliveries);

    public long LastOffset(int topicIndex, int partition) => _lastOffsets.GetValueOrDefault((topicIndex, partition), -1);

    public void SendOffsetsToTransaction(IReadOnlyList<CommittedOffset> offsets, IConsumerClient consumer, int timeoutMs)
    {
        cluster.Call(SimulatedCall.SendOffsets);
        cluster.CheckEpoch(settings.TransactionalId!, _epoch);
        var member = (SimulatedConsumer)consumer;
        member.CheckGeneration();
        foreach (var offset in offsets)
        {
            _transaction!.Offsets[(member.GroupId, offset.Partition)] = offset;
        }
    }

    public void CommitTransaction(int timeoutMs)
    {
        cluster.Call(SimulatedCall.CommitTransaction);
        cluster.End(settings.TransactionalId!, _epoch, SimulatedTransactionState.Committed);
        _transaction = null;
        cluster.Call(SimulatedCall.CommitAnswer);
    }

    public void AbortTransaction(int timeoutMs)
    {
        cluster.Call(SimulatedCall.AbortTransaction);
        cluster.End(settings.TransactionalId!, _epoch, SimulatedTransactionState.Aborted);
        _transaction = null;
    }

    public void Dispose() { }

    private static RecordHeaders? Copy(RecordHeaders? headers)
    {
        if (headers is null)
        {
            return null;
        }
        var copy = new RecordHeaders();
        for (var i = 0; i < headers.Count; i++)
        {
            copy.Add(headers[i].Key, headers[i].Value?.ToArray());
        }
        return copy;
    }
}
