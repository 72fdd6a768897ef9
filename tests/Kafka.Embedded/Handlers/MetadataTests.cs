using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Handlers;

public sealed class MetadataTests
{
    public static TheoryData<short> Versions => new(Enumerable.Range(0, 13).Select(v => (short)v));

    private static Task<MetadataResponse> AskAsync(RawBroker broker, short version, params string[] names) =>
        broker.AskAsync<MetadataResponse>(
            ApiKey.Metadata,
            version,
            new MetadataRequest { Topics = [.. names.Select(n => new MetadataRequest.TopicsItem { Name = n })] }
        );

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_topic_asked_for_is_created_and_returned_with_its_partitions_in_the_same_answer(short version)
    {
        await using var broker = await RawBroker.StartAsync(o => o.DefaultPartitions = 2);
        var answer = await AskAsync(broker, version, "t");
        (answer.Brokers.Single().NodeId, answer.Brokers.Single().Port).ShouldBe((1, broker.Broker.Port));
        answer.ControllerId.ShouldBe(version >= 1 ? 1 : -1);
        var topic = answer.Topics.Single();
        (topic.ErrorCode, topic.Name).ShouldBe(((short)0, "t"));
        (topic.TopicId == Guid.Empty).ShouldBe(version < 10);
        topic.Partitions.Select(p => p.PartitionIndex).ShouldBe([0, 1]);
        foreach (var partition in topic.Partitions)
        {
            partition.LeaderId.ShouldBe(1);
            partition.LeaderEpoch.ShouldBe(version >= 7 ? 0 : -1);
            partition.ReplicaNodes.ShouldBe([1]);
            partition.IsrNodes.ShouldBe([1]);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task No_list_means_all_topics_and_an_empty_one_brokers_only_but_in_version_0(short version)
    {
        await using var broker = await RawBroker.StartAsync();
        await broker.CreateAsync("a");
        await broker.CreateAsync("b");
        var all = await broker.AskAsync<MetadataResponse>(
            ApiKey.Metadata,
            version,
            new MetadataRequest { Topics = version == 0 ? [] : null }
        );
        all.Topics.Select(t => t.Name).ShouldBe(["a", "b"], ignoreOrder: true);
        all.Brokers.Count.ShouldBe(1);
        if (version > 0)
        {
            var none = await AskAsync(broker, version);
            none.Topics.ShouldBeEmpty();
            none.Brokers.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Bad_names_and_topics_that_may_not_be_created_have_their_errors()
    {
        await using var broker = await RawBroker.StartAsync();
        foreach (var name in new[] { "a b", "", "..", new string('x', 250) })
        {
            (await AskAsync(broker, 12, name)).Topics.Single().ErrorCode.ShouldBe((short)ErrorCode.InvalidTopic);
        }
        var request = new MetadataRequest { Topics = [new() { Name = "t" }], AllowAutoTopicCreation = false };
        var answer = await broker.AskAsync<MetadataResponse>(ApiKey.Metadata, 12, request);
        answer.Topics.Single().ErrorCode.ShouldBe((short)ErrorCode.UnknownTopicOrPartition);
    }

    [Fact]
    public async Task A_topic_is_found_by_its_id_and_an_unknown_id_is_echoed_without_a_name()
    {
        await using var broker = await RawBroker.StartAsync();
        var id = await broker.CreateAsync("t");
        var unknown = Guid.NewGuid();
        var request = new MetadataRequest { Topics = [new() { TopicId = id, Name = null }, new() { TopicId = unknown, Name = null }] };
        var answer = await broker.AskAsync<MetadataResponse>(ApiKey.Metadata, 12, request);
        answer.Topics[0].Name.ShouldBe("t");
        answer.Topics[1].Name.ShouldBeNull();
        (answer.Topics[1].TopicId, answer.Topics[1].ErrorCode).ShouldBe((unknown, (short)ErrorCode.UnknownTopicId));
    }

    [Fact]
    public async Task Authorised_operations_are_given_only_when_asked_for()
    {
        await using var broker = await RawBroker.StartAsync();
        await broker.CreateAsync("t");
        var request = new MetadataRequest { Topics = null };
        var answer = await broker.AskAsync<MetadataResponse>(ApiKey.Metadata, 10, request);
        (answer.ClusterAuthorizedOperations, answer.Topics[0].TopicAuthorizedOperations).ShouldBe((int.MinValue, int.MinValue));
        request.IncludeClusterAuthorizedOperations = request.IncludeTopicAuthorizedOperations = true;
        answer = await broker.AskAsync<MetadataResponse>(ApiKey.Metadata, 10, request);
        (answer.ClusterAuthorizedOperations, answer.Topics[0].TopicAuthorizedOperations).ShouldBe((0x1FA0, 0x0DF8));
    }
}
