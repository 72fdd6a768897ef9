using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>The log of one partition (spec sections 7 to 10 and 14.1). All members may be called from any thread.</summary>
internal sealed class PartitionLog
{
    public Guid TopicId { get; }

    public int Partition { get; }

    public LogConfig Config { get; set; } = new();

    public long LogStart { get; }

    public long LastStableOffset { get; }

    public long HighWatermark { get; }

    public long LogEnd { get; }

    public int LeaderEpoch { get; }

    public long SizeBytes { get; }

    public AppendResult Append(Memory<byte> batch, in AppendRequest request) => throw new NotImplementedException();

    public ValueTask FlushedTo(long endOffset) => throw new NotImplementedException();

    public long AppendMarker(long producerId, short epoch, bool commit) => throw new NotImplementedException();

    public OpenTransaction? FindOpenTransaction(long producerId) => throw new NotImplementedException();

    public IReadOnlyList<OpenTransaction> OpenTransactions() => throw new NotImplementedException();

    public ReadPlan Read(long offset, int maxBytes, bool readCommitted, bool atLeastOneBatch) => throw new NotImplementedException();

    public OffsetAndTimestamp FindByTimestamp(long timestamp, bool readCommitted) => throw new NotImplementedException();

    public OffsetAndTimestamp FindLargestTimestamp(bool readCommitted) => throw new NotImplementedException();

    public (int Epoch, long EndOffset) EndOffsetFor(int leaderEpoch) => throw new NotImplementedException();

    public (ErrorCode Error, long LowWatermark) DeleteRecords(long offset) => throw new NotImplementedException();

    public IReadOnlyList<ActiveProducer> ActiveProducers() => throw new NotImplementedException();

    public void AddListener(IVisibleEndListener listener) => throw new NotImplementedException();

    public void RemoveListener(IVisibleEndListener listener) => throw new NotImplementedException();
}
