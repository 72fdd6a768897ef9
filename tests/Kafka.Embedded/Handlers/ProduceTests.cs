using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Tests.Network;
using NbaPipeline.Kafka.Embedded.Tests.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Handlers;

public sealed class ProduceTests
{
    private static byte[] Request(int correlationId, string topic, byte[] batch, short acks) =>
        RawClient.Request(ApiKey.Produce, 9, correlationId, RawBroker.Produce(topic, batch, acks));

    private static async Task<long> EndAsync(RawBroker broker, RawClient client)
    {
        var request = new ListOffsetsRequest
        {
            Topics = [new() { Name = "t", Partitions = [new() { PartitionIndex = 0, Timestamp = -1 }] }],
        };
        var answer = await RawBroker.AskAsync<ListOffsetsResponse>(client, ApiKey.ListOffsets, 7, request);
        return answer.Topics.Single().Partitions.Single().Offset;
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(11)]
    public async Task The_answer_has_the_offset_and_empty_record_errors(short version)
    {
        await using var broker = await RawBroker.StartAsync();
        await broker.CreateAsync("t");
        for (var i = 0; i < 3; i++)
        {
            var answer = await broker.AskAsync<ProduceResponse>(
                ApiKey.Produce,
                version,
                RawBroker.Produce("t", TestBatch.Of("a", "b").Encode())
            );
            var partition = answer.Responses.Single().PartitionResponses.Single();
            (partition.ErrorCode, partition.BaseOffset, partition.LogAppendTimeMs).ShouldBe(((short)0, i * 2, -1));
            partition.RecordErrors.ShouldBeEmpty();
            partition.ErrorMessage.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(0, 43)]
    [InlineData(2, 43)]
    [InlineData(3, 87)]
    public async Task Old_message_formats_are_refused(short version, int error)
    {
        await using var broker = await RawBroker.StartAsync();
        await broker.CreateAsync("t");
        var batch = TestBatch.Of("a").Encode();
        batch[16] = 1;
        var answer = await broker.AskAsync<ProduceResponse>(ApiKey.Produce, version, RawBroker.Produce("t", batch));
        answer.Responses.Single().PartitionResponses.Single().ErrorCode.ShouldBe((short)error);
    }

    [Fact]
    public async Task Unknown_partitions_and_odd_acks_have_their_errors()
    {
        await using var broker = await RawBroker.StartAsync();
        await broker.CreateAsync("t");
        var batch = TestBatch.Of("a").Encode();
        (await ErrorAsync(RawBroker.Produce("no", batch))).ShouldBe(ErrorCode.UnknownTopicOrPartition);
        (await ErrorAsync(RawBroker.Produce("t", batch, partition: 1))).ShouldBe(ErrorCode.UnknownTopicOrPartition);
        (await ErrorAsync(RawBroker.Produce("t", batch, acks: 2))).ShouldBe(ErrorCode.InvalidRequiredAcks);
        (await ErrorAsync(RawBroker.Produce("t", batch))).ShouldBe(ErrorCode.None);

        async Task<ErrorCode> ErrorAsync(ProduceRequest request)
        {
            var answer = await broker.AskAsync<ProduceResponse>(ApiKey.Produce, 11, request);
            return (ErrorCode)answer.Responses.Single().PartitionResponses.Single().ErrorCode;
        }
    }

    [Fact]
    public async Task Without_acknowledgement_nothing_is_answered()
    {
        await using var broker = await RawBroker.StartAsync();
        await broker.CreateAsync("t");
        await broker.Client.SendAsync(Request(1, "t", TestBatch.Of("a").Encode(), acks: 0));
        (await EndAsync(broker, broker.Client)).ShouldBe(1);
    }

    [Fact]
    public async Task Without_acknowledgement_a_refusal_closes_the_connection()
    {
        await using var broker = await RawBroker.StartAsync();
        await broker.Client.SendAsync(Request(1, "no", TestBatch.Of("a").Encode(), acks: 0));
        await broker.Client.ShouldBeClosedAsync();
    }

    [Theory]
    [InlineData(FlushPolicy.EveryAck)]
    [InlineData(FlushPolicy.Interval)]
    public async Task Pipelined_requests_of_all_kinds_are_answered_in_their_order(FlushPolicy policy)
    {
        var folder = Path.Combine(Path.GetTempPath(), "embedded-broker-" + Guid.NewGuid().ToString("n"));
        try
        {
            await using var broker = await RawBroker.StartAsync(o =>
                (o.FlushPolicy, o.DataDirectory, o.MinFreeBytes) = (policy, folder, 0)
            );
            await broker.CreateAsync("t");
            const int Count = 400;
            var sent = new List<byte>();
            for (var i = 0; i < Count; i++)
            {
                // Every seventh does not wait for the disk, every eleventh is no produce at all.
                sent.AddRange(
                    i % 11 == 10
                        ? RawClient.Request(ApiKey.ApiVersions, 0, i, new ApiVersionsRequest())
                        : Request(i, "t", TestBatch.Of("v" + i).Encode(), acks: (short)(i % 7 == 0 ? 1 : -1))
                );
            }
            var sending = broker.Client.SendAsync(sent.ToArray());
            var offset = 0;
            for (var i = 0; i < Count; i++)
            {
                if (i % 11 == 10)
                {
                    (await broker.Client.ReceiveAsync<ApiVersionsResponse>(ApiKey.ApiVersions, 0)).CorrelationId.ShouldBe(i);
                    continue;
                }
                var (correlationId, answer) = await broker.Client.ReceiveAsync<ProduceResponse>(ApiKey.Produce, 9);
                correlationId.ShouldBe(i);
                answer.Responses.Single().PartitionResponses.Single().BaseOffset.ShouldBe(offset++);
            }
            await sending;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Below_the_free_space_wanted_a_produce_is_refused()
    {
        var folder = Path.Combine(Path.GetTempPath(), "embedded-broker-" + Guid.NewGuid().ToString("n"));
        try
        {
            await using var broker = await RawBroker.StartAsync(o => (o.DataDirectory, o.MinFreeBytes) = (folder, long.MaxValue));
            await broker.CreateAsync("t");
            (await broker.ProduceAsync("t", "a")).ErrorCode.ShouldBe((short)ErrorCode.KafkaStorageError);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
