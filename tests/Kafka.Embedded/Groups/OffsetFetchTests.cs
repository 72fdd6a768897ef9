using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>OffsetFetch (spec section 12.7).</summary>
public sealed class OffsetFetchTests
{
    [Fact]
    public void Without_an_offset_everything_is_minus_one_and_nothing_an_error()
    {
        using var bench = new GroupBench();
        bench.Commit("g", "t", 0, 1);
        foreach ((string group, string topic) in new[] { ("nowhere", "t"), ("g", "t"), ("g", "nowhere") })
        {
            OffsetFetchResponse.GroupsItem.TopicsItem.PartitionsItem fetched = bench.Fetch(group, topic, 3);
            fetched.CommittedOffset.ShouldBe(-1);
            fetched.CommittedLeaderEpoch.ShouldBe(-1);
            fetched.Metadata.ShouldBe("");
            fetched.ErrorCode.ShouldBe((short)0);
        }
    }

    [Fact]
    public void Up_to_version_7_one_group_is_asked_and_null_means_all_its_partitions()
    {
        using var bench = new GroupBench();
        bench.Commit("g", "u", 1, 3);
        bench.Commit("g", "t", 2, 2);
        bench.Commit("g", "t", 0, 1);
        OffsetFetchResponse all = bench.Coordinator.FetchOffsets(new() { GroupId = "g", Topics = null }, GroupBench.Context(2));
        all.Topics.Select(topic => topic.Name).ShouldBe(["t", "u"]);
        all.Topics[0].Partitions.Select(partition => (partition.PartitionIndex, partition.CommittedOffset)).ShouldBe([(0, 1L), (2, 2L)]);
        OffsetFetchResponse some = bench.Coordinator.FetchOffsets(
            new() { GroupId = "g", Topics = [new() { Name = "u", PartitionIndexes = [1, 0] }] },
            GroupBench.Context(1)
        );
        some.Topics.Single().Partitions.Select(partition => partition.CommittedOffset).ShouldBe([3, -1]);
        some.Groups.ShouldBeEmpty();
        bench.Coordinator.FetchOffsets(new() { GroupId = "nowhere", Topics = null }, GroupBench.Context(7)).Topics.ShouldBeEmpty();
    }

    [Fact]
    public void From_version_8_each_group_has_its_own_result()
    {
        using var bench = new GroupBench();
        bench.Commit("g", "t", 0, 1);
        bench.Commit("h", "u", 0, 2);
        OffsetFetchResponse response = bench.Coordinator.FetchOffsets(
            new()
            {
                Groups =
                [
                    new() { GroupId = "h", Topics = null },
                    new() { GroupId = "nowhere", Topics = null },
                    new() { GroupId = "g", Topics = [new() { Name = "t", PartitionIndexes = [0] }] },
                ],
            },
            GroupBench.Context(8)
        );
        response.Groups.Select(group => group.GroupId).ShouldBe(["h", "nowhere", "g"]);
        response.Groups.ShouldAllBe(group => group.ErrorCode == 0);
        response.Groups[0].Topics.Single().Partitions.Single().CommittedOffset.ShouldBe(2);
        response.Groups[1].Topics.ShouldBeEmpty();
        response.Groups[2].Topics.Single().Partitions.Single().CommittedOffset.ShouldBe(1);
        response.Topics.ShouldBeEmpty();
    }

    [Fact]
    public void Who_requires_stable_offsets_is_told_to_wait_while_one_is_pending()
    {
        using var bench = new GroupBench();
        bench.Commit("g", "t", 0, 1);
        bench.Pending("g", 5, "t", 0, 2).ShouldBe(ErrorCode.None);
        bench.Pending("g", 5, "t", 1, 3).ShouldBe(ErrorCode.None);
        OffsetFetchResponse.GroupsItem.TopicsItem.PartitionsItem unstable = bench.Fetch("g", "t", 0, stable: true);
        unstable.ErrorCode.ShouldBe((short)ErrorCode.UnstableOffsetCommit);
        unstable.CommittedOffset.ShouldBe(-1);
        bench.Fetch("g", "t", 2, stable: true).ErrorCode.ShouldBe((short)0);
        bench.Fetch("g", "t", 0).CommittedOffset.ShouldBe(1, "others see the last committed one");

        OffsetFetchResponse all = bench.Coordinator.FetchOffsets(
            new()
            {
                GroupId = "g",
                Topics = null,
                RequireStable = true,
            },
            GroupBench.Context(7)
        );
        all.Topics.Single().Partitions.ShouldAllBe(partition => partition.ErrorCode == (short)ErrorCode.UnstableOffsetCommit);
        all.Topics.Single().Partitions.Count.ShouldBe(2);

        bench.Coordinator.CompleteTransaction("g", 5, commit: true);
        bench.Fetch("g", "t", 0, stable: true).CommittedOffset.ShouldBe(2);
        bench.Fetch("g", "t", 1, stable: true).CommittedOffset.ShouldBe(3);
    }
}
