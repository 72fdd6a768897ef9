using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tests.Client;

public sealed class AllocationTests(KafkaBroker broker) : ClientTest(broker)
{
    private const int Records = 100_000;
    private const int Batch = 1024;

    [SkippableFact]
    public void Producing_and_reading_cost_no_managed_bytes_per_record()
    {
        NeedsBroker();
        var topic = Topic("bytes", 2);

        Produced(topic).ShouldBe(0);

        Read(topic).ShouldBe(0);
    }

    private long Produced(string topic)
    {
        var producer = Producer();
        var index = producer.TopicIndex(topic);
        Span<byte> value = stackalloc byte[100];
        value.Clear();
        Produce(producer, index, value, 2 * Batch); // both partitions get their slots
        producer.AwaitDeliveries(TimeoutMs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Produce(producer, index, value, Records);
        producer.AwaitDeliveries(TimeoutMs);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Produce(IProducerClient producer, int index, ReadOnlySpan<byte> value, int count)
    {
        for (var i = 0; i < count; i++)
            producer.Produce(index, i & 1, "key"u8, false, value, false, 1000 + i, null);
    }

    private long Read(string topic)
    {
        var consumer = Consumer();
        consumer.Assign([At(topic, 0, PartitionOffset.Beginning), At(topic, 1, PartitionOffset.Beginning)]);
        var messages = new ClientMessage[Batch];
        var handles = new nint[Batch];
        var deadline = Deadline.After(TimeoutMs);
        var read = 0;
        while (read < 2 * Batch)
            read += Take(consumer, messages, handles, deadline);
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (read < Records)
            read += Take(consumer, messages, handles, deadline);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static int Take(IConsumerClient consumer, ClientMessage[] messages, nint[] handles, Deadline deadline)
    {
        if (deadline.ElapsedMs > TimeoutMs)
            throw new TimeoutException("not all was read");
        var count = consumer.Poll(messages, 100);
        for (var i = 0; i < count; i++)
        {
            handles[i] = messages[i].Handle;
            consumer.TryGetHeader(messages[i].Handle, "seq"u8, out _);
        }
        consumer.Release(handles.AsSpan(0, count));
        return count;
    }
}
