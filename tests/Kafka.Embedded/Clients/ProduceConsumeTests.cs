using System.Diagnostics;
using Confluent.Kafka;

namespace NbaPipeline.Kafka.Embedded.Tests.Clients;

public sealed class ProduceConsumeTests
{
    private static Message<string, string> Message(int i, string? key = null) => new() { Key = key ?? "k" + i, Value = "v" + i };

    private static IEnumerable<string> Values(int count) => Enumerable.Range(0, count).Select(i => "v" + i);

    [Theory]
    [InlineData(FlushPolicy.Interval, Acks.All)]
    [InlineData(FlushPolicy.Interval, Acks.Leader)]
    [InlineData(FlushPolicy.EveryAck, Acks.All)]
    public async Task What_is_produced_is_consumed_in_its_order(FlushPolicy policy, Acks acks)
    {
        await using var broker = await TestBroker.StartAsync(o => o.FlushPolicy = policy);
        using (var producer = broker.Producer(c => c.Acks = acks))
        {
            var sent = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => producer.ProduceAsync("t", Message(i))));
            sent.Select(r => r.Offset.Value).ShouldBe(Enumerable.Range(0, 500).Select(i => (long)i));
        }
        broker.ReadAll("t").ShouldBe(Values(500));
        broker.ReadAll("t", from: 400).ShouldBe(Values(500).Skip(400));
        broker.Reported.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_produced_without_acknowledgement_arrives_too()
    {
        await using var broker = await TestBroker.StartAsync();
        using (var producer = broker.Producer(c => c.Acks = Acks.None))
        {
            for (var i = 0; i < 100; i++)
            {
                producer.Produce("t", Message(i));
            }
            producer.Flush(TimeSpan.FromSeconds(20));
        }
        using var consumer = broker.Consumer();
        consumer.Assign(new TopicPartitionOffset("t", 0, 0));
        var values = new List<string>();
        var watch = Stopwatch.StartNew();
        while (values.Count < 100)
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
            if (consumer.Consume(TimeSpan.FromSeconds(1)) is { IsPartitionEOF: false } result)
            {
                values.Add(result.Message.Value);
            }
        }
        values.ShouldBe(Values(100));
    }

    [Theory]
    [InlineData(CompressionType.Gzip)]
    [InlineData(CompressionType.Snappy)]
    [InlineData(CompressionType.Lz4)]
    [InlineData(CompressionType.Zstd)]
    public async Task Compressed_batches_come_back_as_they_were_sent(CompressionType codec)
    {
        await using var broker = await TestBroker.StartAsync();
        using (
            var producer = broker.Producer(c =>
            {
                c.CompressionType = codec;
                c.LingerMs = 50;
                c.EnableIdempotence = true;
            })
        )
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => producer.ProduceAsync("t", Message(i))));
        }
        broker.ReadAll("t").ShouldBe(Values(500));
    }

    [Fact]
    public async Task Keys_headers_timestamps_and_tombstones_are_kept()
    {
        await using var broker = await TestBroker.StartAsync();
        var time = new Timestamp(new DateTime(2003, 10, 29, 20, 0, 0, DateTimeKind.Utc));
        using (var producer = broker.Producer())
        {
            await producer.ProduceAsync(
                "t",
                new Message<string, string>
                {
                    Key = "k",
                    Value = null!,
                    Timestamp = time,
                    Headers = [new Header("h", [1, 2, 3]), new Header("null", null)],
                }
            );
        }
        using var consumer = broker.Consumer();
        consumer.Assign(new TopicPartitionOffset("t", 0, 0));
        var read = consumer.Consume(TimeSpan.FromSeconds(20)).Message;
        read.Key.ShouldBe("k");
        read.Value.ShouldBeNull();
        read.Timestamp.UnixTimestampMs.ShouldBe(time.UnixTimestampMs);
        read.Headers[0].GetValueBytes().ShouldBe([1, 2, 3]);
        read.Headers[1].GetValueBytes().ShouldBeNull();
    }

    [Fact]
    public async Task A_message_larger_than_every_fetch_limit_is_delivered()
    {
        await using var broker = await TestBroker.StartAsync();
        var large = new string('x', 900_000);
        using (var producer = broker.Producer())
        {
            await producer.ProduceAsync("t", new() { Key = "a", Value = large });
            await producer.ProduceAsync("t", new() { Key = "b", Value = "small" });
        }
        using var consumer = broker.Consumer(c =>
        {
            c.MaxPartitionFetchBytes = 1000;
            c.FetchMaxBytes = 1_000_000;
        });
        consumer.Assign(new TopicPartitionOffset("t", 0, 0));
        TestBroker.Values(consumer).ShouldBe([large, "small"]);
    }

    [Fact]
    public async Task A_batch_above_the_limit_of_the_topic_is_refused()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = broker.Producer(c => c.MessageMaxBytes = 3_000_000);
        var error = await Should.ThrowAsync<ProduceException<string, string>>(() =>
            producer.ProduceAsync("t", new() { Key = "a", Value = new string('x', 2_000_000) })
        );
        error.Error.Code.ShouldBe(ErrorCode.MsgSizeTooLarge);
    }

    [Fact]
    public async Task A_parked_fetch_is_woken_by_the_append_and_not_by_its_time()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = broker.Producer();
        await producer.ProduceAsync("t", Message(0));
        using var consumer = broker.Consumer(c =>
        {
            c.FetchWaitMaxMs = 20_000;
            c.EnablePartitionEof = false;
        });
        consumer.Assign(new TopicPartitionOffset("t", 0, 0));
        consumer.Consume(TimeSpan.FromSeconds(20)).Message.Value.ShouldBe("v0");
        consumer.Consume(TimeSpan.FromMilliseconds(300)).ShouldBeNull();
        for (var i = 1; i < 20; i++)
        {
            var watch = Stopwatch.StartNew();
            await producer.ProduceAsync("t", Message(i));
            consumer.Consume(TimeSpan.FromSeconds(20)).Message.Value.ShouldBe("v" + i);
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task A_fetch_waits_until_the_bytes_it_asks_for_are_there()
    {
        await using var broker = await TestBroker.StartAsync();
        using var producer = broker.Producer();
        await producer.ProduceAsync("t", Message(0));
        using var consumer = broker.Consumer(c =>
        {
            c.FetchMinBytes = 100_000;
            c.FetchWaitMaxMs = 60_000;
            c.EnablePartitionEof = false;
        });
        consumer.Assign(new TopicPartitionOffset("t", 0, 0));
        consumer.Consume(TimeSpan.FromMilliseconds(500)).ShouldBeNull();
        await producer.ProduceAsync("t", new() { Key = "k", Value = new string('x', 60_000) });
        consumer.Consume(TimeSpan.FromMilliseconds(500)).ShouldBeNull();
        await producer.ProduceAsync("t", new() { Key = "k", Value = new string('x', 60_000) });
        consumer.Consume(TimeSpan.FromSeconds(20)).Message.Value.ShouldBe("v0");
    }

    [Fact]
    public async Task Offsets_are_found_by_time_and_at_both_ends()
    {
        await using var broker = await TestBroker.StartAsync();
        var start = new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        using (var producer = broker.Producer())
        {
            for (var i = 0; i < 10; i++)
            {
                await producer.ProduceAsync("t", new() { Value = "v" + i, Timestamp = new Timestamp(start.AddHours(i)) });
            }
        }
        using var consumer = broker.Consumer();
        var ends = consumer.QueryWatermarkOffsets(new("t", 0), TimeSpan.FromSeconds(20));
        (ends.Low.Value, ends.High.Value).ShouldBe((0, 10));
        Find(start.AddHours(-1)).ShouldBe(0);
        Find(start.AddHours(4)).ShouldBe(4);
        Find(start.AddHours(4).AddMinutes(1)).ShouldBe(5);
        Find(start.AddHours(10)).ShouldBe(Offset.End.Value);

        long Find(DateTime time) =>
            consumer.OffsetsForTimes([new TopicPartitionTimestamp("t", 0, new Timestamp(time))], TimeSpan.FromSeconds(20))[0].Offset.Value;
    }

    [Fact]
    public async Task A_consumer_beyond_the_end_is_told_so_and_starts_again()
    {
        await using var broker = await TestBroker.StartAsync();
        using (var producer = broker.Producer())
        {
            await producer.ProduceAsync("t", Message(0));
        }
        broker.ReadAll("t", from: 1000).ShouldBe(["v0"]);
    }

    [Theory]
    [InlineData(FlushPolicy.Interval)]
    [InlineData(FlushPolicy.EveryAck)]
    [InlineData(FlushPolicy.Never)]
    public async Task A_restart_keeps_the_data(FlushPolicy policy)
    {
        await using var broker = await TestBroker.StartAsync(o => o.FlushPolicy = policy);
        for (var run = 0; run < 3; run++)
        {
            using (var producer = broker.Producer())
            {
                for (var i = 0; i < 100; i++)
                {
                    producer.Produce("t", Message((run * 100) + i));
                }
                producer.Flush(TimeSpan.FromSeconds(20)).ShouldBe(0);
            }
            await broker.RestartAsync();
            broker.ReadAll("t").ShouldBe(Values((run + 1) * 100));
        }
        broker.Reported.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_brokers_run_beside_each_other()
    {
        await using var one = await TestBroker.StartAsync();
        await using var other = await TestBroker.StartAsync();
        foreach (var (broker, value) in new[] { (one, "one"), (other, "other") })
        {
            using var producer = broker.Producer();
            await producer.ProduceAsync("t", new() { Value = value });
        }
        one.ReadAll("t").ShouldBe(["one"]);
        other.ReadAll("t").ShouldBe(["other"]);
    }

    [Fact]
    public async Task Many_partitions_are_consumed_in_one_go()
    {
        await using var broker = await TestBroker.StartAsync(o => o.DefaultPartitions = 50);
        using (var producer = broker.Producer(c => c.LingerMs = 5))
        {
            await Task.WhenAll(Enumerable.Range(0, 5000).Select(i => producer.ProduceAsync(new TopicPartition("t", i % 50), Message(i))));
        }
        using var consumer = broker.Consumer(c => c.EnablePartitionEof = false);
        consumer.Assign(Enumerable.Range(0, 50).Select(p => new TopicPartitionOffset("t", p, 0)));
        var read = new List<(int Partition, int Number)>();
        var watch = Stopwatch.StartNew();
        while (read.Count < 5000)
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            if (consumer.Consume(TimeSpan.FromSeconds(1)) is { } result)
            {
                read.Add((result.Partition.Value, int.Parse(result.Message.Value[1..], null)));
            }
        }
        foreach (var partition in read.GroupBy(r => r.Partition))
        {
            partition.Select(r => r.Number).ShouldBe(Enumerable.Range(0, 100).Select(i => (i * 50) + partition.Key));
        }
    }
}
