using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tests.Client;

public sealed class ProducerTests(KafkaBroker broker) : ClientTest(broker)
{
    [SkippableFact]
    public void The_last_offset_of_each_partition_is_known_after_delivery()
    {
        NeedsBroker();
        var topic = Topic("offsets", 3);
        var producer = Producer();
        var index = producer.TopicIndex(topic);
        Send(producer, topic, 0, "k", "a");
        Send(producer, topic, 2, "k", "b");
        Send(producer, topic, 2, "k", "c");

        producer.AwaitDeliveries(TimeoutMs);

        Enumerable.Range(0, 4).Select(p => producer.LastOffset(index, p)).ShouldBe([0, -1, 1, -1]);
        producer.Outstanding.ShouldBe(0);
        producer.FirstError.ShouldBeNull();
    }

    [SkippableFact]
    public void Offsets_of_many_topics_do_not_mix()
    {
        NeedsBroker();
        var topics = Enumerable.Range(0, 20).Select(i => Topic($"t{i}")).ToArray();
        var producer = Producer();
        for (var i = 0; i < topics.Length; i++)
        {
            for (var n = 0; n <= i; n++)
                Send(producer, topics[i], 0, "k", "v");
        }

        producer.AwaitDeliveries(TimeoutMs);

        topics.Select(t => producer.LastOffset(producer.TopicIndex(t), 0)).ShouldBe(Enumerable.Range(0, 20).Select(i => (long)i));
    }

    [SkippableFact]
    public void A_full_queue_is_served_until_there_is_room()
    {
        NeedsBroker();
        var topic = Topic("full");
        var producer = Producer(null, ("queue.buffering.max.messages", "100"));

        for (var i = 0; i < 1000; i++)
            Send(producer, topic, 0, "k", $"{i}");
        producer.AwaitDeliveries(TimeoutMs);

        ReadToEnd(Consumer(), topic).Where(m => m.IsRecord).Select(m => m.Value).ShouldBe(Enumerable.Range(0, 1000).Select(i => $"{i}"));
    }

    [SkippableFact]
    public void A_record_over_the_size_limit_is_refused_with_its_size_and_what_to_raise()
    {
        NeedsBroker();
        var topic = Topic("large");
        var producer = Producer(null, ("message.max.bytes", "2000"));

        var thrown = Should.Throw<ClientException>(() => Send(producer, topic, 0, "k", new string('x', 3000)));

        thrown.Kind.ShouldBe(ClientErrorKind.BadRecord);
        thrown.Message.ShouldContain("3001 bytes");
        thrown.Message.ShouldContain("message.max.bytes");
        producer.Outstanding.ShouldBe(0);
    }

    [SkippableFact]
    public void A_record_that_the_broker_finds_too_large_is_a_bad_record()
    {
        NeedsBroker();
        var topic = Topic("large");
        var producer = Producer(null, ("message.max.bytes", "3000000"));
        Send(producer, topic, 0, "k", new string('x', 2_000_000));

        producer.AwaitDeliveries(TimeoutMs);

        producer.FirstError.ShouldNotBeNull().Kind.ShouldBe(ClientErrorKind.BadRecord);
        producer.FirstError.Message.ShouldContain($"{topic}-0");
    }

    [SkippableFact]
    public void A_record_for_a_partition_that_is_not_there_is_a_bad_record()
    {
        NeedsBroker();
        var topic = Topic("partition");
        var producer = Producer();
        Send(producer, topic, 0, "k", "v");
        producer.AwaitDeliveries(TimeoutMs);

        var thrown = Should.Throw<ClientException>(() => Send(producer, topic, 5, "k", "v"));
        thrown.Kind.ShouldBe(ClientErrorKind.BadRecord);
        thrown.Message.ShouldContain($"{topic}-5");
        Should.Throw<ClientException>(() => Send(producer, topic, -1, "k", "v")).Kind.ShouldBe(ClientErrorKind.BadRecord);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_record_time_that_the_client_would_replace_by_now_is_refused(long timestampMs)
    {
        NeedsBroker();
        var producer = Producer();

        var thrown = Should.Throw<ClientException>(() => Send(producer, "any", 0, "k", "v", timestampMs));

        thrown.Kind.ShouldBe(ClientErrorKind.BadRecord);
        thrown.Message.ShouldContain($"timestamp {timestampMs}");
    }

    [SkippableFact]
    public void A_large_record_passes_with_raised_limits()
    {
        NeedsBroker();
        var topic = $"{Prefix}-huge";
        using (var admin = Supplier().CreateAdmin($"{Prefix}-admin"))
            admin.CreateTopics(
                [new(topic, 1, new Dictionary<string, string> { ["max.message.bytes"] = "16777216", ["retention.ms"] = "-1" })],
                TimeoutMs
            );
        var producer = Producer(null, ("message.max.bytes", "16777216"));
        Send(producer, topic, 0, "k", new string('x', 9_000_000));
        producer.AwaitDeliveries(TimeoutMs);

        producer.FirstError.ShouldBeNull();
        ReadToEnd(Consumer(), topic)[0].Value!.Length.ShouldBe(9_000_000);
    }
}
