using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

internal sealed unsafe partial class KafkaProducerClient
{
    public void InitTransactions(int timeoutMs) =>
        Check(Rd.InitTransactions(_client, timeoutMs), "init transactions", timeoutMs, mayHaveHappened: false);

    public void BeginTransaction()
    {
        _firstError = null;
        _block->FirstError = RdCode.Ok;
        Check(Rd.BeginTransaction(_client), "begin transaction", 0, mayHaveHappened: false);
    }

    public void SendOffsetsToTransaction(IReadOnlyList<CommittedOffset> offsets, IConsumerClient consumer, int timeoutMs)
    {
        if (consumer is not KafkaConsumerClient kafka)
            throw new ArgumentException("Offsets of a Kafka transaction need a consumer of the same cluster.", nameof(consumer));
        using var list = PartitionList.Of(offsets, _client);
        var group = kafka.GroupMetadata();
        var error = Rd.SendOffsets(_client, list.Native, group, timeoutMs);
        Rd.GroupMetadataDestroy(group);
        Check(error, "send offsets to transaction", timeoutMs, mayHaveHappened: true);
    }

    public void CommitTransaction(int timeoutMs) =>
        Check(Rd.CommitTransaction(_client, timeoutMs), "commit transaction", timeoutMs, mayHaveHappened: true);

    public void AbortTransaction(int timeoutMs) =>
        Check(Rd.AbortTransaction(_client, timeoutMs), "abort transaction", timeoutMs, mayHaveHappened: true);

    private void Check(nint error, string operation, int timeoutMs, bool mayHaveHappened)
    {
        if (error != 0)
            TransactionErrors.Throw(error, _bootstrap, $"{operation} ({_clientId})", timeoutMs, mayHaveHappened);
    }
}
