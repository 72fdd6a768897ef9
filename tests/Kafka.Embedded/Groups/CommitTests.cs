using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>OffsetCommit (spec section 12.6) and what is visible when.</summary>
public sealed class CommitTests
{
    [Fact]
    public void A_commit_without_membership_makes_a_simple_group()
    {
        using var bench = new GroupBench();
        bench.Commit("g", "t", 1, 42, metadata: "note").ShouldBe(ErrorCode.None);
        OffsetFetchResponse.GroupsItem.TopicsItem.PartitionsItem fetched = bench.Fetch("g", "t", 1);
        fetched.CommittedOffset.ShouldBe(42);
        fetched.CommittedLeaderEpoch.ShouldBe(7);
        fetched.Metadata.ShouldBe("note");
        bench.State("g").ShouldBe("Empty");
        bench.Describe("g").ProtocolType.ShouldBe("");
    }

    [Fact]
    public void A_commit_of_a_member_of_an_unknown_group_is_refused_by_version()
    {
        using var bench = new GroupBench();
        bench.Commit("g", "t", 0, 1, "m", 3, version: 8).ShouldBe(ErrorCode.IllegalGeneration);
        bench.Commit("g", "t", 0, 1, "m", 3, version: 9).ShouldBe(ErrorCode.GroupIdNotFound);
        bench.State("g").ShouldBe("Dead");
    }

    [Fact]
    public void Member_instance_and_generation_must_match()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse>[] joins = [bench.Join("g", version: 3), bench.Join("g", instance: "i")];
        bench.Clock.Advance(500);
        string[] ids = bench.SyncAll("g", joins);
        bench.Commit("g", "t", 0, 1, "x", 1).ShouldBe(ErrorCode.UnknownMemberId);
        bench.Commit("g", "t", 0, 1, ids[0], 2).ShouldBe(ErrorCode.IllegalGeneration);
        bench.Commit("g", "t", 0, 1, "former", 1, instance: "i").ShouldBe(ErrorCode.FencedInstanceId);
        bench.Commit("g", "t", 0, 1).ShouldBe(ErrorCode.UnknownMemberId, "no member and no generation while there are members");
        bench.Committed("g", "t", 0).ShouldBe(-1);
        bench.Commit("g", "t", 0, 1, ids[1], 1, instance: "i").ShouldBe(ErrorCode.None);
        bench.Commit("g", "t", 0, 2, ids[0], 1).ShouldBe(ErrorCode.None);
        bench.Committed("g", "t", 0).ShouldBe(2);
    }

    [Fact]
    public void Members_may_commit_while_the_group_collects_joins_but_not_while_it_awaits_the_assignment()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 2);
        Task<JoinGroupResponse> again = bench.Join("g", member: ids[0]);
        bench.Commit("g", "t", 0, 1, ids[1], 1).ShouldBe(ErrorCode.None);
        _ = bench.Join("g", member: ids[1]);
        GroupBench.Done(again).GenerationId.ShouldBe(2);
        bench.Commit("g", "t", 0, 2, ids[1], 2).ShouldBe(ErrorCode.RebalanceInProgress);
        bench.Pending("g", 1, "t", 0, 3, ids[1], 2).ShouldBe(ErrorCode.None, "not so a transactional one");
        bench.Committed("g", "t", 0).ShouldBe(1);
    }

    [Fact]
    public void A_member_that_comes_back_to_an_empty_group_with_a_generation_is_unknown()
    {
        using var bench = new GroupBench();
        string id = bench.Stable("g")[0];
        bench.Leave("g", 3, (id, null));
        bench.Commit("g", "t", 0, 1, id, 1).ShouldBe(ErrorCode.UnknownMemberId);
        bench.Commit("g", "t", 0, 1).ShouldBe(ErrorCode.None, "an administrator resets offsets so");
    }

    [Fact]
    public void Each_partition_has_its_own_error_and_the_good_ones_are_one_entry()
    {
        using var bench = new GroupBench();
        Task<OffsetCommitResponse> commit = bench.Coordinator.CommitAsync(
            new()
            {
                GroupId = "g",
                GenerationIdOrMemberEpoch = -1,
                Topics =
                [
                    new()
                    {
                        Name = "t",
                        Partitions =
                        [
                            new()
                            {
                                PartitionIndex = 0,
                                CommittedOffset = 1,
                                CommittedMetadata = new string('x', 4096),
                            },
                            new()
                            {
                                PartitionIndex = 1,
                                CommittedOffset = 2,
                                CommittedMetadata = new string('é', 2049),
                            },
                            new() { PartitionIndex = 4, CommittedOffset = 3 },
                            new() { PartitionIndex = 2, CommittedOffset = 4 },
                        ],
                    },
                    new() { Name = "nowhere", Partitions = [new() { PartitionIndex = 0 }] },
                ],
            },
            GroupBench.Context(9)
        );
        OffsetCommitResponse response = GroupBench.Done(commit);
        response
            .Topics[0]
            .Partitions.Select(partition => (ErrorCode)partition.ErrorCode)
            .ShouldBe([ErrorCode.None, ErrorCode.OffsetMetadataTooLarge, ErrorCode.UnknownTopicOrPartition, ErrorCode.None]);
        response.Topics[1].Partitions.Single().ErrorCode.ShouldBe((short)ErrorCode.UnknownTopicOrPartition);
        bench.Log.Entries.OfType<OffsetsCommitted>().Single().Offsets.Select(offset => offset.Partition).ShouldBe([0, 2]);
        bench.Fetch("g", "t", 2).Metadata.ShouldBe("");
    }

    [Fact]
    public void A_commit_of_which_every_offset_is_refused_makes_no_group()
    {
        using var bench = new GroupBench();
        Task<OffsetCommitResponse> commit = bench.Coordinator.CommitAsync(
            new()
            {
                GroupId = "g",
                GenerationIdOrMemberEpoch = -1,
                Topics = [new() { Name = "t", Partitions = [new() { CommittedMetadata = new string('x', 4097) }] }],
            },
            GroupBench.Context(9)
        );
        GroupBench.Done(commit).Topics[0].Partitions[0].ErrorCode.ShouldBe((short)ErrorCode.OffsetMetadataTooLarge);
        bench.State("g").ShouldBe("Dead");
    }

    [Fact]
    public void A_commit_is_seen_and_answered_only_once_it_is_written()
    {
        using var bench = new GroupBench();
        bench.Commit("g", "t", 0, 1).ShouldBe(ErrorCode.None);
        bench.Log.Holds = true;
        Task<OffsetCommitResponse> commit = bench.BeginCommit("g", "t", 0, 2);
        commit.IsCompleted.ShouldBeFalse();
        bench.Committed("g", "t", 0).ShouldBe(1);
        bench.Log.Release();
        GroupBench.ErrorOf(commit).ShouldBe(ErrorCode.None);
        bench.Committed("g", "t", 0).ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Commits_of_a_group_take_effect_in_the_order_of_the_log(bool reversed)
    {
        using var bench = new GroupBench();
        bench.Log.Holds = true;
        Task<OffsetCommitResponse>[] commits = Enumerable.Range(0, 10).Select(offset => bench.BeginCommit("g", "t", 0, offset)).ToArray();
        bench.Log.Release(reversed);
        commits.ShouldAllBe(commit => GroupBench.ErrorOf(commit) == ErrorCode.None);
        bench.Committed("g", "t", 0).ShouldBe(9);
        bench.Log.State.Groups["g"].Offsets.Values.Single().Offset.Offset.ShouldBe(9);
    }

    [Fact]
    public void A_removal_behind_a_commit_stays_behind_it()
    {
        using var bench = new GroupBench();
        bench.Log.Holds = true;
        Task<OffsetCommitResponse> commit = bench.BeginCommit("g", "t", 0, 1);
        Task<OffsetDeleteResponse> removal = bench.Coordinator.DeleteOffsetsAsync(
            new() { GroupId = "g", Topics = [new() { Name = "t", Partitions = [new() { PartitionIndex = 0 }] }] },
            GroupBench.Context(0)
        );
        bench.Log.Release(reversed: true);
        GroupBench.ErrorOf(commit).ShouldBe(ErrorCode.None);
        GroupBench.Done(removal).Topics[0].Partitions[0].ErrorCode.ShouldBe((short)0);
        bench.Committed("g", "t", 0).ShouldBe(-1);
    }

    [Fact]
    public void A_commit_that_cannot_be_written_changes_nothing_and_is_to_be_tried_again()
    {
        using var bench = new GroupBench();
        bench.Commit("g", "t", 0, 1).ShouldBe(ErrorCode.None);
        bench.Log.Fails = true;
        bench.Commit("g", "t", 0, 2).ShouldBe(ErrorCode.CoordinatorNotAvailable);
        bench.Commit("g", "t", 9, 2).ShouldBe(ErrorCode.UnknownTopicOrPartition);
        bench.Pending("g", 1, "t", 0, 2).ShouldBe(ErrorCode.CoordinatorNotAvailable);
        bench.Committed("g", "t", 0).ShouldBe(1);
        bench.Fetch("g", "t", 0, stable: true).ErrorCode.ShouldBe((short)0, "nothing is pending either");
        bench.Log.Fails = false;
        bench.Commit("g", "t", 0, 3).ShouldBe(ErrorCode.None);
        bench.Committed("g", "t", 0).ShouldBe(3);
    }

    [Fact]
    public void A_generation_is_told_only_once_it_is_written()
    {
        using var bench = new GroupBench();
        bench.Log.Holds = true;
        Task<JoinGroupResponse> first = bench.Join("g", version: 3);
        bench.Clock.Advance(200);
        bench.Log.Entries.OfType<GroupGeneration>().Single().Generation.ShouldBe(1);
        first.IsCompleted.ShouldBeFalse();
        Task<JoinGroupResponse> second = bench.Join("g", version: 3);
        bench.Log.Release();
        GroupBench.Done(first).Members.Count.ShouldBe(2, "who came while it was written is part of it");
        GroupBench.Done(second).GenerationId.ShouldBe(1);
    }

    [Fact]
    public void Joins_are_to_be_tried_again_when_the_generation_cannot_be_written()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse> join = bench.Join("g", version: 3);
        bench.Log.Fails = true;
        bench.Clock.Advance(200);
        JoinGroupResponse failed = GroupBench.Done(join);
        failed.ErrorCode.ShouldBe((short)ErrorCode.CoordinatorNotAvailable);
        bench.Log.Fails = false;
        GroupBench.Done(bench.Join("g", member: failed.MemberId)).GenerationId.ShouldBe(1);
    }

    [Fact]
    public void After_a_restart_offsets_and_generations_are_there_and_members_are_not()
    {
        using var bench = new GroupBench();
        string id = bench.Stable("g")[0];
        bench.Commit("g", "t", 0, 5, id, 1).ShouldBe(ErrorCode.None);
        bench.Restart();
        bench.State("g").ShouldBe("Empty");
        bench.Committed("g", "t", 0).ShouldBe(5);
        bench.Heartbeat("g", id, 1).ShouldBe(ErrorCode.UnknownMemberId);
        Task<JoinGroupResponse> join = bench.Join("g", version: 3);
        bench.Clock.Advance(200);
        GroupBench.Done(join).GenerationId.ShouldBe(2);
    }
}
