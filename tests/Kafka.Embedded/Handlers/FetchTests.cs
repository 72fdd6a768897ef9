using System.Buffers.Binary;
using System.Diagnostics;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Tests.Network;
using NbaPipeline.Kafka.Embedded.Tests.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Handlers;

public sealed class FetchTests
{
    public static TheoryData<short> Versions => new(Enumerable.Range(4, 13).Select(v => (short)v));

    private static async Task<FetchResponse.ResponsesItem.PartitionsItem> FetchAsync(RawBroker broker, FetchRequest request, short version)
    {
        var answer = await broker.AskAsync<FetchResponse>(ApiKey.Fetch, version, request);
        answer.ErrorCode.ShouldBe((short)0);
        answer.SessionId.ShouldBe(0);
        return answer.Responses.Single().Partitions.Single();
    }

    private static long BaseOffset(Memory<byte>? records) => BinaryPrimitives.ReadInt64BigEndian(records!.Value.Span);

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_version_returns_the_batches_as_they_were_sent(short version)
    {
        await using var broker = await RawBroker.StartAsync();
        var id = await broker.CreateAsync("t");
        await broker.ProduceAsync("t", "a", "b", "c");
        await broker.ProduceAsync("t", "d");
        var request = RawBroker.Fetch("t", id, offset: 0);
        foreach (var isolation in new sbyte[] { 0, 1 })
        {
            request.IsolationLevel = isolation;
            var partition = await FetchAsync(broker, request, version);
            partition.ErrorCode.ShouldBe((short)0);
            (partition.HighWatermark, partition.LastStableOffset).ShouldBe((4, 4));
            partition.LogStartOffset.ShouldBe(version >= 5 ? 0 : -1);
            var sent = TestBatch.Of("a", "b", "c").Encode();
            var records = partition.Records!.Value.ToArray();
            records.AsSpan(16, sent.Length - 16).ToArray().ShouldBe(sent[16..], "only offset and epoch may differ");
            BaseOffset(records.AsMemory(sent.Length)).ShouldBe(3);
            if (isolation == 0)
            {
                partition.AbortedTransactions.ShouldBeNull("librdkafka complains otherwise");
            }
            else
            {
                partition.AbortedTransactions!.ShouldBeEmpty();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Nothing_to_read_is_empty_and_never_null(short version)
    {
        await using var broker = await RawBroker.StartAsync();
        var id = await broker.CreateAsync("t");
        var partition = await FetchAsync(broker, RawBroker.Fetch("t", id, offset: 0), version);
        partition.Records!.Value.Length.ShouldBe(0);
        (partition.ErrorCode, partition.HighWatermark).ShouldBe(((short)0, 0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public async Task An_offset_outside_the_log_is_answered_at_once_without_offsets(long offset)
    {
        await using var broker = await RawBroker.StartAsync();
        var id = await broker.CreateAsync("t");
        await broker.ProduceAsync("t", "a");
        var partition = await FetchAsync(broker, RawBroker.Fetch("t", id, offset, maxWaitMs: 60_000), 16);
        partition.ErrorCode.ShouldBe((short)ErrorCode.OffsetOutOfRange);
        (partition.HighWatermark, partition.LastStableOffset, partition.LogStartOffset).ShouldBe((-1, -1, -1));
        partition.Records!.Value.Length.ShouldBe(0);
    }

    [Fact]
    public async Task Unknown_topics_partitions_and_epochs_have_their_own_errors()
    {
        await using var broker = await RawBroker.StartAsync();
        var id = await broker.CreateAsync("t");
        (await FetchAsync(broker, RawBroker.Fetch("no", default, 0), 12)).ErrorCode.ShouldBe((short)ErrorCode.UnknownTopicOrPartition);
        (await FetchAsync(broker, RawBroker.Fetch("", Guid.NewGuid(), 0), 16)).ErrorCode.ShouldBe((short)ErrorCode.UnknownTopicId);
        var request = RawBroker.Fetch("t", id, 0);
        request.Topics[0].Partitions[0].Partition = 1;
        (await FetchAsync(broker, request, 16)).ErrorCode.ShouldBe((short)ErrorCode.UnknownTopicOrPartition);
        request = RawBroker.Fetch("t", id, 0);
        request.Topics[0].Partitions[0].CurrentLeaderEpoch = 1;
        (await FetchAsync(broker, request, 16)).ErrorCode.ShouldBe((short)ErrorCode.UnknownLeaderEpoch);
    }

    [Fact]
    public async Task A_session_of_another_broker_is_refused_and_a_new_one_is_never_made()
    {
        await using var broker = await RawBroker.StartAsync();
        var id = await broker.CreateAsync("t");
        var request = RawBroker.Fetch("t", id, 0);
        request.SessionId = 7;
        request.SessionEpoch = 1;
        var refused = await broker.AskAsync<FetchResponse>(ApiKey.Fetch, 16, request);
        refused.ErrorCode.ShouldBe((short)ErrorCode.FetchSessionIdNotFound);
        refused.Responses.ShouldBeEmpty();
        request.SessionId = 0;
        request.SessionEpoch = 0;
        (await FetchAsync(broker, request, 16)).ErrorCode.ShouldBe((short)0);
    }

    [Fact]
    public async Task The_first_batch_comes_whole_whatever_the_limits_and_later_ones_only_if_they_fit()
    {
        await using var broker = await RawBroker.StartAsync();
        var id = await broker.CreateAsync("t");
        await broker.ProduceAsync("t", "a");
        await broker.ProduceAsync("t", "b");
        var batch = TestBatch.Of("a").Encode().Length;
        foreach (
            var (max, partitionMax, expected) in new[]
            {
                (1, 1, 1),
                (0, 0, 1),
                (1 << 20, 1, 1),
                ((2 * batch) - 1, 1 << 20, 1),
                (2 * batch, 1 << 20, 2),
            }
        )
        {
            var partition = await FetchAsync(broker, RawBroker.Fetch("t", id, 0, maxBytes: max, partitionMaxBytes: partitionMax), 16);
            partition.Records!.Value.Length.ShouldBe(expected * batch, $"MaxBytes {max}, PartitionMaxBytes {partitionMax}");
        }
    }

    [Fact]
    public async Task Every_partition_asked_for_is_answered_in_the_same_grouping()
    {
        await using var broker = await RawBroker.StartAsync(o => o.DefaultPartitions = 3);
        var one = await broker.CreateAsync("one");
        var two = await broker.CreateAsync("two");
        var request = new FetchRequest
        {
            MaxBytes = 1 << 20,
            Topics =
            [
                new() { TopicId = two, Partitions = [Part(2), Part(0)] },
                new() { TopicId = one, Partitions = [Part(1)] },
                new() { TopicId = two, Partitions = [Part(1)] },
            ],
        };
        var answer = await broker.AskAsync<FetchResponse>(ApiKey.Fetch, 16, request);
        answer.Responses.Select(r => r.TopicId).ShouldBe([two, one, two]);
        answer.Responses.SelectMany(r => r.Partitions).Select(p => p.PartitionIndex).ShouldBe([2, 0, 1, 1]);

        static FetchRequest.TopicsItem.PartitionsItem Part(int partition) => new() { Partition = partition, PartitionMaxBytes = 1000 };
    }

    [Fact]
    public async Task A_large_answer_is_streamed_through_its_buffer_byte_for_byte()
    {
        await using var broker = await RawBroker.StartAsync(o => o.DefaultPartitions = 2);
        var id = await broker.CreateAsync("t");
        const int Batches = 12;
        var value = new string('x', 100_000);
        for (var i = 0; i < Batches; i++)
        {
            foreach (var p in new[] { 0, 1 })
            {
                var batch = TestBatch.Of($"{p}-{i}" + value).Encode();
                await broker.AskAsync<ProduceResponse>(ApiKey.Produce, 9, RawBroker.Produce("t", batch, partition: p));
            }
        }
        var request = RawBroker.Fetch("t", id, 0, maxBytes: 10 << 20, partitionMaxBytes: 10 << 20);
        request.Topics[0].Partitions.Add(new() { Partition = 1, PartitionMaxBytes = 10 << 20 });
        var answer = await broker.AskAsync<FetchResponse>(ApiKey.Fetch, 16, request);
        foreach (var partition in answer.Responses.Single().Partitions)
        {
            var records = partition.Records!.Value.ToArray();
            for (var i = 0; i < Batches; i++)
            {
                var sent = TestBatch.Of($"{partition.PartitionIndex}-{i}" + value).Encode();
                BaseOffset(records).ShouldBe(i);
                records.AsSpan(16, sent.Length - 16).SequenceEqual(sent.AsSpan(16)).ShouldBeTrue();
                records = records[sent.Length..];
            }
            records.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_parked_fetch_is_answered_when_its_topic_is_deleted()
    {
        await using var broker = await RawBroker.StartAsync();
        var id = await broker.CreateAsync("t");
        await broker.Client.SendAsync(RawClient.Request(ApiKey.Fetch, 16, 1, RawBroker.Fetch("t", id, 0, maxWaitMs: 600_000)));
        using var other = await broker.ConnectAsync();
        var deletion = new DeleteTopicsRequest { TopicNames = ["t"] };
        (await RawBroker.AskAsync<DeleteTopicsResponse>(other, ApiKey.DeleteTopics, 5, deletion)).Responses[0].ErrorCode.ShouldBe((short)0);
        var answer = (await broker.Client.ReceiveAsync<FetchResponse>(ApiKey.Fetch, 16)).Body;
        answer.Responses.Single().Partitions.Single().ErrorCode.ShouldBe((short)ErrorCode.UnknownTopicId);
    }

    [Fact]
    public async Task A_parked_fetch_is_answered_when_the_broker_stops()
    {
        const int PatienceMs = 600_000;
        var notice = new ParkNotice(TimeSpan.FromMilliseconds(PatienceMs));
        await using var broker = await RawBroker.StartAsync(time: notice);
        var id = await broker.CreateAsync("t");
        await broker.ProduceAsync("t", "a");
        var request = RawBroker.Fetch("t", id, 0, maxWaitMs: PatienceMs, minBytes: 1000);
        await broker.Client.SendAsync(RawClient.Request(ApiKey.Fetch, 16, 1, request));
        await notice.Parked;
        var watch = Stopwatch.StartNew();
        await broker.Broker.DisposeAsync();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        var answer = (await broker.Client.ReceiveAsync<FetchResponse>(ApiKey.Fetch, 16)).Body;
        answer.Responses.Single().Partitions.Single().Records!.Value.Length.ShouldBe(TestBatch.Of("a").Encode().Length);
    }

    [Fact]
    public async Task A_fetch_that_waits_in_vain_is_answered_when_its_time_is_over()
    {
        await using var broker = await RawBroker.StartAsync();
        var id = await broker.CreateAsync("t");
        for (var i = 0; i < 30; i++)
        {
            var partition = await FetchAsync(broker, RawBroker.Fetch("t", id, 0, maxWaitMs: 5 + i), 16);
            partition.Records!.Value.Length.ShouldBe(0);
        }
    }
}
