using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;

namespace NbaPipeline.Kafka.Embedded.Tests.Control;

/// <summary>One entry of each type, every field different from its default.</summary>
internal static class SampleEntries
{
    public static readonly Guid TopicId = new("0102030405060708090a0b0c0d0e0f10");

    public static IEnumerable<ControlEntry> All =>
        [
            new TopicCreated(TopicId, "töpic", 3, 2, new Dictionary<string, string> { ["retention.ms"] = "7", ["a"] = "" }),
            new PartitionsAdded(TopicId, 9),
            new TopicConfigsSet(TopicId, new Dictionary<string, string> { ["x"] = "y" }),
            new TopicDeleted(TopicId),
            new BrokerConfigsSet(new Dictionary<string, string> { ["num.partitions"] = "2" }),
            new ClusterIdSet("abc"),
            new ProducerIdBlock(4000),
            new Started(7, "boot", 3, FlushPolicy.EveryAck, PowerLossSuspected: true),
            new Recovered(7),
            new TransactionChanged(Transaction(TransactionState.Ongoing)),
            new TransactionCompleted(Transaction(TransactionState.CompleteCommit), [new("g", [Offset(5)]), new("h", [])]),
            new TransactionRemoved("t"),
            new OutcomeKept(new("t", 4, 5, Commit: true, [new(TopicId, 1, 2, 3)], 100, 101)),
            new GroupGeneration("g", 12, "consumer"),
            new GroupRemoved("g"),
            new GenerationFloor(17),
            new OffsetsCommitted("g", [Offset(1), Offset(2)]),
            new OffsetsRemoved("g", [new(TopicId, 4)]),
            new OffsetsPending("g", 44, [Offset(3)]),
            new PendingOffsetsDropped("g", 44),
            new LogStartMoved(TopicId, 2, 1000),
        ];

    public static StoredOffset Offset(long offset, int partition = 1) => new("töpic", TopicId, partition, offset, 6, "meta", 777);

    public static TransactionSnapshot Transaction(TransactionState state, string id = "t") =>
        new(id, 4, 5, 3, 2, 60_000, state, [new(TopicId, 1, 10, 20), new(TopicId, 2)], ["g", "h"], 1234, 5678);
}
