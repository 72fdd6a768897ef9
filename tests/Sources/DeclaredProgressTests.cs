using NbaPipeline.Dataflow;

namespace NbaPipeline.Sources.Tests;

public sealed class DeclaredProgressTests
{
    private const string Topic = "progress";

    [Fact]
    public void Every_topic_gets_a_declaration_with_the_ends_of_its_partitions()
    {
        var broker = new MemoryBroker();
        Declare(broker, new DeclaredProgress(broker, Topic), 100, new PartitionEnd("a", 0, 5), new PartitionEnd("a", 1, 7));

        var declared = Declarations(broker);
        declared
            .Select(progress => (progress.Topic, progress.Producer, progress.CompleteUntilMs, progress.ProducerCount))
            .ShouldBe([("a", "me", 100, 1), ("b", "me", 100, 1)]);
        declared[0].EndOffsets.OrderBy(end => end.Key).Select(end => (end.Key, end.Value)).ShouldBe([(0, 5L), (1, 7L)]);
        declared[1].EndOffsets.ShouldBeEmpty();
    }

    [Fact]
    public void A_new_process_knows_the_ends_that_earlier_ones_declared()
    {
        var broker = new MemoryBroker();
        Declare(broker, new DeclaredProgress(broker, Topic), 100, new PartitionEnd("a", 0, 5), new PartitionEnd("b", 0, 9));

        Declare(broker, new DeclaredProgress(broker, Topic), 200, new PartitionEnd("a", 1, 3));

        var newest = Declarations(broker)[2..];
        newest[0].EndOffsets.OrderBy(end => end.Key).Select(end => (end.Key, end.Value)).ShouldBe([(0, 5L), (1, 3L)]);
        newest[1].EndOffsets[0].ShouldBe(9);
        newest[1].CompleteUntilMs.ShouldBe(200);
    }

    private static void Declare(MemoryBroker broker, DeclaredProgress progress, long completeToMs, params PartitionEnd[] ends)
    {
        using var producer = broker.OpenProducer("t");
        producer.Begin();
        progress.Declare(producer, "me", ["a", "b"], completeToMs, ends);
        producer.Commit();
    }

    private static List<ProgressRecord> Declarations(MemoryBroker broker) =>
        broker[Topic].Select(record => ProgressRecord.Decode(record.Key, record.Value)).ToList();
}
