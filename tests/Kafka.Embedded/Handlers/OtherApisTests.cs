using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Tests.Network;

namespace NbaPipeline.Kafka.Embedded.Tests.Handlers;

public sealed class OtherApisTests
{
    [Fact]
    public async Task All_apis_of_the_table_are_advertised_but_those_of_sasl()
    {
        await using var broker = await RawBroker.StartAsync();
        var answer = await broker.AskAsync<ApiVersionsResponse>(ApiKey.ApiVersions, 0, new ApiVersionsRequest());
        var expected = Enum.GetValues<ApiKey>().Except([ApiKey.SaslHandshake, ApiKey.SaslAuthenticate]).Order();
        answer.ApiKeys.Select(k => (ApiKey)k.ApiKey).ShouldBe(expected);
    }

    [Fact]
    public async Task Every_api_answers_an_empty_request_of_every_version_in_the_shape_of_that_version()
    {
        await using var broker = await RawBroker.StartAsync();
        foreach (var range in ApiVersionTable.All.Where(r => r.Key is not (ApiKey.SaslHandshake or ApiKey.SaslAuthenticate)))
        {
            for (var version = range.Min; version <= range.Max; version++)
            {
                if (range.Key == ApiKey.Produce)
                {
                    // Acks of an empty Produce are 0: it is not answered.
                    continue;
                }
                await broker.Client.SendAsync(RawClient.Request(range.Key, version, 7, Empty(range.Key)));
                var frame = await broker.Client.ReceiveAsync();
                frame.ShouldNotBeNull($"{range.Key} {version}");
                var reader = new ProtocolReader(frame);
                ResponseHeader.Read(ref reader, range.Key, version).ShouldBe(7);
                Messages.CreateResponse(range.Key).Read(ref reader, version);
                reader.Remaining.ShouldBe(0, $"{range.Key} {version}");
            }
        }
    }

    private static IMessage Empty(ApiKey key) =>
        key switch
        {
            // Their oldest versions cannot say "all", which is the default here.
            ApiKey.Metadata => new MetadataRequest { Topics = [] },
            ApiKey.OffsetFetch => new OffsetFetchRequest { Topics = [] },
            _ => Messages.CreateRequest(key),
        };

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 42)]
    public async Task The_coordinator_of_groups_and_transactions_is_this_node(sbyte type, int error)
    {
        await using var broker = await RawBroker.StartAsync();
        var one = await broker.AskAsync<FindCoordinatorResponse>(
            ApiKey.FindCoordinator,
            2,
            new FindCoordinatorRequest { Key = "k", KeyType = type }
        );
        one.ErrorCode.ShouldBe((short)error);
        var several = await broker.AskAsync<FindCoordinatorResponse>(
            ApiKey.FindCoordinator,
            4,
            new FindCoordinatorRequest { CoordinatorKeys = ["k", "l"], KeyType = type }
        );
        several.Coordinators.Select(c => c.Key).ShouldBe(["k", "l"]);
        several.Coordinators.ShouldAllBe(c => c.ErrorCode == error);
        if (error == 0)
        {
            (one.NodeId, one.Port).ShouldBe((1, broker.Broker.Port));
            several.Coordinators.ShouldAllBe(c => c.NodeId == 1 && c.Port == broker.Broker.Port);
        }
    }

    [Fact]
    public async Task Offsets_are_found_at_the_ends_and_odd_timestamps_refused()
    {
        await using var broker = await RawBroker.StartAsync();
        await broker.CreateAsync("t");
        await broker.ProduceAsync("t", "a", "b", "c");
        (await FindAsync(-1, 7)).ShouldBe((ErrorCode.None, 3, -1));
        (await FindAsync(-2, 7)).ShouldBe((ErrorCode.None, 0, -1));
        (await FindAsync(-3, 7)).ShouldBe((ErrorCode.None, 2, 1002));
        (await FindAsync(1001, 7)).ShouldBe((ErrorCode.None, 1, 1001));
        (await FindAsync(9999, 7)).ShouldBe((ErrorCode.None, -1, -1));
        (await FindAsync(-3, 6)).ShouldBe((ErrorCode.UnsupportedVersion, -1, -1));
        (await FindAsync(-4, 7)).ShouldBe((ErrorCode.UnsupportedVersion, -1, -1));

        async Task<(ErrorCode, long, long)> FindAsync(long timestamp, short version)
        {
            var request = new ListOffsetsRequest
            {
                Topics = [new() { Name = "t", Partitions = [new() { PartitionIndex = 0, Timestamp = timestamp }] }],
            };
            var answer = await broker.AskAsync<ListOffsetsResponse>(ApiKey.ListOffsets, version, request);
            var found = answer.Topics.Single().Partitions.Single();
            return ((ErrorCode)found.ErrorCode, found.Offset, found.Timestamp);
        }
    }

    [Fact]
    public async Task The_end_of_an_epoch_is_told_and_one_of_the_future_is_unknown()
    {
        await using var broker = await RawBroker.StartAsync();
        await broker.CreateAsync("t");
        await broker.ProduceAsync("t", "a");
        (await EndAsync(leaderEpoch: 0, currentLeaderEpoch: 0)).ShouldBe((ErrorCode.None, 0, 1));
        (await EndAsync(leaderEpoch: 5, currentLeaderEpoch: -1)).ShouldBe((ErrorCode.None, -1, -1));
        (await EndAsync(leaderEpoch: 0, currentLeaderEpoch: 3)).ShouldBe((ErrorCode.UnknownLeaderEpoch, -1, -1));

        async Task<(ErrorCode, int, long)> EndAsync(int leaderEpoch, int currentLeaderEpoch)
        {
            var request = new OffsetForLeaderEpochRequest
            {
                Topics =
                [
                    new() { Topic = "t", Partitions = [new() { LeaderEpoch = leaderEpoch, CurrentLeaderEpoch = currentLeaderEpoch }] },
                ],
            };
            var answer = await broker.AskAsync<OffsetForLeaderEpochResponse>(ApiKey.OffsetForLeaderEpoch, 4, request);
            var found = answer.Topics.Single().Partitions.Single();
            return ((ErrorCode)found.ErrorCode, found.LeaderEpoch, found.EndOffset);
        }
    }

    [Fact]
    public async Task Sizes_of_logs_and_producers_are_described()
    {
        await using var broker = await RawBroker.StartAsync();
        await broker.CreateAsync("t");
        await broker.ProduceAsync("t", "a");
        var dirs = await broker.AskAsync<DescribeLogDirsResponse>(ApiKey.DescribeLogDirs, 4, new DescribeLogDirsRequest { Topics = null });
        dirs.Results.Single().Topics.Single().Partitions.Single().PartitionSize.ShouldBeGreaterThan(60);

        var producer = await broker.AskAsync<InitProducerIdResponse>(
            ApiKey.InitProducerId,
            4,
            new InitProducerIdRequest { TransactionTimeoutMs = 1000 }
        );
        var batch = Storage.TestBatch.Of("a").From(producer.ProducerId, producer.ProducerEpoch, 0).Encode();
        await broker.AskAsync<ProduceResponse>(ApiKey.Produce, 9, RawBroker.Produce("t", batch));
        var described = await broker.AskAsync<DescribeProducersResponse>(
            ApiKey.DescribeProducers,
            0,
            new DescribeProducersRequest { Topics = [new() { Name = "t", PartitionIndexes = [0, 9] }] }
        );
        var partitions = described.Topics.Single().Partitions;
        var active = partitions[0].ActiveProducers.Single();
        (active.ProducerId, active.ProducerEpoch, active.LastSequence).ShouldBe((producer.ProducerId, 0, 0));
        active.CurrentTxnStartOffset.ShouldBe(-1);
        partitions[1].ErrorCode.ShouldBe((short)ErrorCode.UnknownTopicOrPartition);
    }

    [Fact]
    public async Task Endpoints_other_than_brokers_are_unknown_to_a_broker()
    {
        await using var broker = await RawBroker.StartAsync();
        var answer = await broker.AskAsync<DescribeClusterResponse>(
            ApiKey.DescribeCluster,
            1,
            new DescribeClusterRequest { EndpointType = 2 }
        );
        answer.ErrorCode.ShouldBe((short)ErrorCode.UnsupportedEndpointType);
    }
}
