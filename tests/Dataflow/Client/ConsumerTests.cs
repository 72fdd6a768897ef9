using System.Text;
using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tests.Client;

public sealed class ConsumerTests(KafkaBroker broker) : ClientTest(broker)
{
    [SkippableFact]
    public void A_record_comes_back_with_key_value_timestamp_and_offset()
    {
        NeedsBroker();
        var topic = Topic("round", 2);
        var producer = Producer();
        Send(producer, topic, 1, "k", "v", 1_700_000_000_123);
        producer.AwaitDeliveries(TimeoutMs);

        var record = ReadToEnd(Consumer(), topic, 1).First(m => m.IsRecord);

        (record.Topic, record.Partition, record.Offset).ShouldBe((topic, 1, 0));
        (record.Key, record.Value, record.TimestampMs).ShouldBe(("k", "v", 1_700_000_000_123));
    }

    [SkippableFact]
    public void Null_and_empty_keys_and_values_stay_what_they_are()
    {
        NeedsBroker();
        var topic = Topic("nulls");
        var producer = Producer();
        Send(producer, topic, 0, null, "v");
        Send(producer, topic, 0, "", "v");
        Send(producer, topic, 0, "k", null);
        Send(producer, topic, 0, "k", "");
        producer.AwaitDeliveries(TimeoutMs);

        var read = ReadToEnd(Consumer(), topic).Where(m => m.IsRecord).Select(m => (m.Key, m.Value));

        read.ShouldBe([(null, "v"), ("", "v"), ("k", null), ("k", "")]);
    }

    [SkippableFact]
    public void Headers_come_back_in_order_with_repeats_nulls_and_empty_values()
    {
        NeedsBroker();
        var topic = Topic("headers");
        var producer = Producer();
        var headers = new RecordHeaders().Add("a", "1").Add("null", (byte[]?)null).Add("a", "2").Add("empty", []).Add("größe", "ü");
        producer.Produce(producer.TopicIndex(topic), 0, [], true, [], true, 1, headers);
        Send(producer, topic, 0, "k", "without");
        producer.AwaitDeliveries(TimeoutMs);

        var read = ReadToEnd(Consumer(), topic);

        var back = read[0].Headers;
        Enumerable.Range(0, back.Count).Select(i => back[i].Key).ShouldBe(["a", "null", "a", "empty", "größe"]);
        back[1].Value.ShouldBeNull();
        back[3].Value.ShouldBe([]);
        back.Text("a").ShouldBe("2");
        back.Text("größe").ShouldBe("ü");
        read[1].Headers.Count.ShouldBe(0);
    }

    [SkippableFact]
    public void A_header_is_found_by_name_without_copying()
    {
        NeedsBroker();
        var topic = Topic("header");
        var producer = Producer();
        var headers = new RecordHeaders().Add("seq", "old").Add("seq", "new");
        producer.Produce(producer.TopicIndex(topic), 0, [], true, [], true, 1, headers);
        producer.AwaitDeliveries(TimeoutMs);
        var consumer = Consumer();
        consumer.Assign([At(topic, 0, PartitionOffset.Beginning)]);
        var messages = new ClientMessage[1];
        var deadline = Deadline.After(TimeoutMs);
        while (consumer.Poll(messages, 50) == 0)
            deadline.Check(() => "no message");

        consumer.TryGetHeader(messages[0].Handle, "seq"u8, out var value).ShouldBeTrue();
        Encoding.UTF8.GetString(value).ShouldBe("new");
        consumer.TryGetHeader(messages[0].Handle, "other"u8, out _).ShouldBeFalse();
        consumer.TryGetHeader(0, "seq"u8, out _).ShouldBeFalse();
        consumer.Release([messages[0].Handle]);
    }

    [SkippableFact]
    public void A_full_poll_takes_what_fits_and_leaves_the_rest()
    {
        NeedsBroker();
        var topic = Topic("batch");
        var producer = Producer();
        for (var i = 0; i < 100; i++)
            Send(producer, topic, 0, "k", $"{i}");
        producer.AwaitDeliveries(TimeoutMs);
        var consumer = Consumer();
        consumer.Assign([At(topic, 0, 5)]);

        var read = new List<ReadMessage>();
        var deadline = Deadline.After(TimeoutMs);
        while (!read.Exists(m => m.Kind == ClientMessageKind.EndOfPartition))
        {
            deadline.Check(() => $"{read.Count} read");
            var batch = ReadMessage.Poll(consumer, 50, max: 7);
            batch.Count.ShouldBeLessThanOrEqualTo(7);
            read.AddRange(batch);
        }

        read.Where(m => m.IsRecord).Select(m => m.Offset).ShouldBe(Enumerable.Range(5, 95).Select(i => (long)i));
    }

    [SkippableFact]
    public void The_end_of_a_partition_counts_control_records()
    {
        NeedsBroker();
        var topic = Topic("end");
        var producer = Producer($"{Prefix}-tx");
        producer.InitTransactions(TimeoutMs);
        producer.BeginTransaction();
        Send(producer, topic, 0, "k", "a");
        Send(producer, topic, 0, "k", "b");
        producer.CommitTransaction(TimeoutMs);

        var end = ReadToEnd(Consumer(), topic)[^1];

        end.Kind.ShouldBe(ClientMessageKind.EndOfPartition);
        end.Offset.ShouldBe(3);
    }

    [SkippableFact]
    public void The_high_watermark_counts_records_of_open_transactions()
    {
        NeedsBroker();
        var topic = Topic("open");
        var producer = Producer($"{Prefix}-tx");
        producer.InitTransactions(TimeoutMs);
        producer.BeginTransaction();
        Send(producer, topic, 0, "k", "a");
        producer.AwaitDeliveries(TimeoutMs);
        var consumer = Consumer();

        consumer.QueryWatermarks(new(topic, 0), TimeoutMs).ShouldBe((0, 1));
        ReadToEnd(consumer, topic)[^1].Offset.ShouldBe(0);
    }

    [SkippableFact]
    public void A_paused_partition_goes_on_where_it_was_and_a_seek_while_paused_counts()
    {
        NeedsBroker();
        var topic = Topic("seek");
        var producer = Producer();
        for (var i = 0; i < 10; i++)
            Send(producer, topic, 0, "k", $"{i}");
        producer.AwaitDeliveries(TimeoutMs);
        var consumer = Consumer();
        ReadToEnd(consumer, topic).Count(m => m.IsRecord).ShouldBe(10);

        consumer.Pause([new(topic, 0)]);
        consumer.Seek(new(topic, 0), 7);
        ReadMessage.Poll(consumer, 200).ShouldBeEmpty();
        consumer.Resume([new(topic, 0)]);

        var read = Read(consumer, m => m.Exists(r => r.Kind == ClientMessageKind.EndOfPartition));
        read.Where(m => m.IsRecord).Select(m => m.Value).ShouldBe(["7", "8", "9"]);
    }

    [SkippableFact]
    public void A_seek_right_after_assigning_is_obeyed()
    {
        NeedsBroker();
        var topic = Topic("early");
        var producer = Producer();
        for (var i = 0; i < 5; i++)
            Send(producer, topic, 0, "k", $"{i}");
        producer.AwaitDeliveries(TimeoutMs);
        var consumer = Consumer();

        consumer.Assign([At(topic, 0, 0)]);
        consumer.Seek(new(topic, 0), 4);

        var read = Read(consumer, m => m.Exists(r => r.Kind == ClientMessageKind.EndOfPartition));
        read.Where(m => m.IsRecord).Select(m => m.Value).ShouldBe(["4"]);
    }

    [SkippableFact]
    public void A_restoring_consumer_is_told_when_its_offset_is_gone()
    {
        NeedsBroker();
        var topic = Topic("gone");
        var consumer = Consumer();

        consumer.Assign([At(topic, 0, 100)]);

        var read = Read(consumer, m => m.Exists(r => r.Kind == ClientMessageKind.Error));
        var error = read.Single(m => m.Kind == ClientMessageKind.Error);
        (error.Topic, error.Partition, error.ErrorCode).ShouldBe((topic, 0, -140));
    }

    [SkippableFact]
    public void Partitions_of_a_restoring_consumer_can_be_added_and_taken_away()
    {
        NeedsBroker();
        var topic = Topic("parts", 2);
        var producer = Producer();
        Send(producer, topic, 0, "k", "a");
        Send(producer, topic, 1, "k", "b");
        producer.AwaitDeliveries(TimeoutMs);
        var consumer = Consumer();

        consumer.IncrementalAssign([At(topic, 0, PartitionOffset.Beginning)]);
        Read(consumer, m => m.Exists(r => r.Kind == ClientMessageKind.EndOfPartition))[0].Value.ShouldBe("a");
        consumer.IncrementalUnassign([new(topic, 0)]);
        consumer.IncrementalAssign([At(topic, 1, PartitionOffset.Beginning)]);

        Read(consumer, m => m.Exists(r => r.Kind == ClientMessageKind.EndOfPartition))[0].Value.ShouldBe("b");
    }

    [SkippableFact]
    public void Committed_offsets_come_back_with_their_metadata()
    {
        NeedsBroker();
        var topic = Topic("committed", 2);
        var consumer = Consumer(ConsumerRole.Stream, $"{Prefix}-group");

        consumer.Commit([new(new(topic, 0), 7, "größe")]);

        consumer
            .Committed([new(topic, 0), new(topic, 1)], TimeoutMs)
            .ShouldBe([new(new(topic, 0), 7, "größe"), new(new(topic, 1), -1, "")]);
    }

    [SkippableFact]
    public void A_client_closed_with_unreleased_messages_says_so_and_does_not_hang()
    {
        NeedsBroker();
        var topic = Topic("unreleased");
        var producer = Producer();
        Send(producer, topic, 0, "k", "v");
        producer.AwaitDeliveries(TimeoutMs);
        var consumer = Consumer();
        consumer.Assign([At(topic, 0, 0)]);
        var messages = new ClientMessage[8];
        var deadline = Deadline.After(TimeoutMs);
        while (consumer.Poll(messages, 50) == 0)
            deadline.Check(() => "no message");

        consumer.Close();

        Log.Entries.ShouldContain(e => e.EventId == 1003);
    }
}
