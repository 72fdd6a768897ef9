using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>DescribeGroups, ListGroups, DeleteGroups, OffsetDelete (spec section 12.8).</summary>
public sealed class GroupAdminTests
{
    [Fact]
    public void An_unknown_group_is_dead_without_an_error()
    {
        using var bench = new GroupBench();
        DescribeGroupsResponse.GroupsItem described = bench.Describe("nowhere");
        described.GroupState.ShouldBe("Dead");
        described.GroupId.ShouldBe("nowhere");
        described.ErrorCode.ShouldBe((short)0);
        bench.State("nowhere").ShouldBe("Dead", "asking makes no group");
    }

    [Fact]
    public void Members_are_described_in_every_state_their_metadata_and_assignment_only_when_stable()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 2);
        DescribeGroupsResponse.GroupsItem stable = bench.Describe("g");
        stable.ProtocolType.ShouldBe("consumer");
        stable.ProtocolData.ShouldBe("range");
        DescribeGroupsResponse.GroupsItem.MembersItem member = stable.Members.Single(member => member.MemberId == ids[1]);
        member.ClientId.ShouldBe("client");
        member.ClientHost.ShouldBe("/127.0.0.1");
        member.MemberMetadata.ShouldBe(GroupBench.Subscription("t"));
        member.MemberAssignment.ShouldBe(GroupBench.Bytes(ids[1]));

        _ = bench.Join("g", member: ids[0]);
        DescribeGroupsResponse.GroupsItem preparing = bench.Describe("g");
        preparing.GroupState.ShouldBe("PreparingRebalance");
        preparing.Members.Count.ShouldBe(2);
        preparing.Members.ShouldAllBe(described => described.MemberMetadata.Length == 0 && described.MemberAssignment.Length == 0);
        _ = bench.Join("g", member: ids[1]);
        bench.State("g").ShouldBe("CompletingRebalance");
    }

    [Fact]
    public void Authorised_operations_are_shown_when_asked_for()
    {
        using var bench = new GroupBench();
        bench.Describe("g").AuthorizedOperations.ShouldBe(int.MinValue);
        bench
            .Coordinator.Describe(new() { Groups = ["g"], IncludeAuthorizedOperations = true }, GroupBench.Context(5))
            .Groups.Single()
            .AuthorizedOperations.ShouldBe(0x148);
    }

    [Fact]
    public void Groups_are_listed_with_those_that_only_hold_offsets()
    {
        using var bench = new GroupBench();
        bench.Stable("stable");
        bench.Commit("simple", "t", 0, 1);
        List(bench).ShouldBe([("simple", "", "Empty"), ("stable", "consumer", "Stable")]);
    }

    [Fact]
    public void Filters_of_the_list_ignore_case()
    {
        using var bench = new GroupBench();
        bench.Stable("stable");
        bench.Commit("simple", "t", 0, 1);
        List(bench, states: ["STABLE", "unheard"]).Select(group => group.Id).ShouldBe(["stable"]);
        List(bench, types: ["Classic"]).Count.ShouldBe(2);
        List(bench, types: ["consumer"]).ShouldBeEmpty();
    }

    [Fact]
    public void A_group_is_empty_from_the_moment_its_last_member_leaves()
    {
        using var bench = new GroupBench();
        string id = bench.Stable("g")[0];
        bench.Log.Holds = true;
        bench.Leave("g", 5, (id, null));
        bench.State("g").ShouldBe("Empty");
        List(bench).ShouldBe([("g", "consumer", "Empty")]);
        bench.Log.Holds = false;
        bench.Log.Release();
        bench.Delete("g").ShouldBe(ErrorCode.None);
    }

    [Fact]
    public void A_member_whose_session_is_over_is_not_found_though_the_timer_is_late()
    {
        using var bench = new GroupBench();
        bench.Stable("g");
        bench.Stable("h");
        bench.Clock.Slip(GroupBench.SessionMs);
        bench.State("g").ShouldBe("Empty");
        bench.Delete("h").ShouldBe(ErrorCode.None);
    }

    [Fact]
    public void Only_a_group_without_members_can_be_deleted()
    {
        using var bench = new GroupBench();
        string id = bench.Stable("g")[0];
        bench.Commit("g", "t", 0, 1, id, 1);
        bench.Delete("nowhere").ShouldBe(ErrorCode.GroupIdNotFound);
        bench.Delete("g").ShouldBe(ErrorCode.NonEmptyGroup);
        bench.Leave("g", 3, (id, null));
        bench.Delete("g").ShouldBe(ErrorCode.None);
        bench.State("g").ShouldBe("Dead");
        bench.Committed("g", "t", 0).ShouldBe(-1);
        bench.Log.State.Groups.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_group_that_comes_back_starts_above_its_last_generation(bool restarts)
    {
        using var bench = new GroupBench();
        string id = bench.Stable("g")[0];
        bench.Leave("g", 3, (id, null));
        bench.Delete("g").ShouldBe(ErrorCode.None);
        if (restarts)
        {
            bench.Restart();
        }

        Task<JoinGroupResponse> join = bench.Join("g", version: 3);
        bench.Clock.Advance(200);
        GroupBench.Done(join).GenerationId.ShouldBe(3, "1 with the member, 2 when it had left");
    }

    [Fact]
    public void Who_comes_while_a_group_is_being_deleted_is_kept()
    {
        using var bench = new GroupBench();
        bench.Commit("g", "t", 0, 1);
        bench.Log.Holds = true;
        Task<DeleteGroupsResponse> deletion = bench.Coordinator.DeleteAsync(new() { GroupsNames = ["g"] }, GroupBench.Context(2));
        Task<JoinGroupResponse> join = bench.Join("g", version: 3);
        bench.Log.Release();
        GroupBench.Done(deletion).Results.Single().ErrorCode.ShouldBe((short)0);
        bench.Committed("g", "t", 0).ShouldBe(-1);
        bench.Log.Holds = false;
        bench.Clock.Advance(200);
        GroupBench.Done(join).GenerationId.ShouldBe(1);
    }

    [Fact]
    public void A_commit_behind_the_deletion_of_its_group_is_kept()
    {
        using var bench = new GroupBench();
        bench.Commit("g", "t", 0, 1);
        bench.Log.Holds = true;
        Task<DeleteGroupsResponse> deletion = bench.Coordinator.DeleteAsync(new() { GroupsNames = ["g"] }, GroupBench.Context(2));
        Task<OffsetCommitResponse> commit = bench.BeginCommit("g", "t", 1, 2);
        bench.Log.Release();
        GroupBench.Done(deletion).Results.Single().ErrorCode.ShouldBe((short)0);
        GroupBench.ErrorOf(commit).ShouldBe(ErrorCode.None);
        bench.Committed("g", "t", 0).ShouldBe(-1);
        bench.Committed("g", "t", 1).ShouldBe(2);
    }

    [Fact]
    public void Offsets_are_deleted_but_not_those_of_a_topic_in_use()
    {
        using var bench = new GroupBench();
        string id = bench.Stable("g", topics: "t")[0];
        bench.Commit("g", "t", 0, 1, id, 1);
        bench.Commit("g", "u", 0, 2, id, 1);
        PartitionError(bench.DeleteOffset("g", "t", 0)).ShouldBe(ErrorCode.GroupSubscribedToTopic);
        PartitionError(bench.DeleteOffset("g", "u", 0)).ShouldBe(ErrorCode.None);
        PartitionError(bench.DeleteOffset("g", "u", 9)).ShouldBe(ErrorCode.UnknownTopicOrPartition);
        bench.Committed("g", "t", 0).ShouldBe(1);
        bench.Committed("g", "u", 0).ShouldBe(-1);
        bench.Restart();
        bench.Committed("g", "u", 0).ShouldBe(-1);
        PartitionError(bench.DeleteOffset("g", "t", 0)).ShouldBe(ErrorCode.None, "nobody is subscribed any more");
    }

    [Fact]
    public void Deleting_offsets_is_refused_for_a_group_that_does_not_exist_or_is_no_consumer_group()
    {
        using var bench = new GroupBench();
        OffsetDeleteResponse unknown = bench.DeleteOffset("nowhere", "t", 0);
        unknown.ErrorCode.ShouldBe((short)ErrorCode.GroupIdNotFound);
        unknown.Topics.ShouldBeEmpty();
        bench.Stable("g", type: "connect");
        bench.DeleteOffset("g", "t", 0).ErrorCode.ShouldBe((short)ErrorCode.NonEmptyGroup);
        bench.DeleteOffset("", "t", 0).ErrorCode.ShouldBe((short)ErrorCode.InvalidGroupId);
    }

    [Fact]
    public void A_member_whose_subscription_cannot_be_read_may_use_any_topic()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse> join = bench.Join("g", version: 3, metadata: [1, 2, 3]);
        bench.Clock.Advance(200);
        bench.SyncAll("g", join);
        PartitionError(bench.DeleteOffset("g", "u", 0)).ShouldBe(ErrorCode.GroupSubscribedToTopic);
    }

    private static ErrorCode PartitionError(OffsetDeleteResponse response)
    {
        response.ErrorCode.ShouldBe((short)0);
        return (ErrorCode)response.Topics.Single().Partitions.Single().ErrorCode;
    }

    private static List<(string Id, string Type, string State)> List(
        GroupBench bench,
        List<string>? states = null,
        List<string>? types = null
    )
    {
        ListGroupsResponse response = bench.Coordinator.List(
            new() { StatesFilter = states ?? [], TypesFilter = types ?? [] },
            GroupBench.Context(5)
        );
        response.Groups.ShouldAllBe(group => group.GroupType == "classic");
        return response.Groups.Select(group => (group.GroupId, group.ProtocolType, group.GroupState)).ToList();
    }
}
