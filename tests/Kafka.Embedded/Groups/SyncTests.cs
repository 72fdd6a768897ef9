using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>SyncGroup (spec section 12.4) and the time it may take (12.3).</summary>
public sealed class SyncTests
{
    [Fact]
    public void Sync_is_refused_to_who_is_no_member_of_this_generation()
    {
        using var bench = new GroupBench();
        (string[] ids, _) = Joined(bench);
        Error(bench.Sync("", ids[0], 1)).ShouldBe(ErrorCode.InvalidGroupId);
        Error(bench.Sync("nowhere", ids[0], 1)).ShouldBe(ErrorCode.UnknownMemberId);
        Error(bench.Sync("g", "x", 1)).ShouldBe(ErrorCode.UnknownMemberId);
        Error(bench.Sync("g", ids[0], 1, instance: "i")).ShouldBe(ErrorCode.UnknownMemberId);
        Error(bench.Sync("g", ids[0], 0)).ShouldBe(ErrorCode.IllegalGeneration);
        Error(bench.Sync("g", ids[0], 1, type: "connect")).ShouldBe(ErrorCode.InconsistentGroupProtocol);
        Error(bench.Sync("g", ids[0], 1, protocol: "sticky")).ShouldBe(ErrorCode.InconsistentGroupProtocol);
        bench.State("g").ShouldBe("CompletingRebalance");
    }

    [Fact]
    public void Followers_wait_for_the_leader_and_missing_assignments_are_empty()
    {
        using var bench = new GroupBench();
        (string[] ids, _) = Joined(bench);
        Task<SyncGroupResponse> follower = bench.Sync("g", ids[1], 1, type: "consumer", protocol: "range");
        follower.IsCompleted.ShouldBeFalse();
        Task<SyncGroupResponse> leader = bench.Sync("g", ids[0], 1, assignments: [(ids[0], "all")]);
        GroupBench.Done(leader).Assignment.ShouldBe(GroupBench.Bytes("all"));
        SyncGroupResponse answer = GroupBench.Done(follower);
        answer.ErrorCode.ShouldBe((short)0);
        answer.Assignment.ShouldBeEmpty();
        answer.ProtocolName.ShouldBe("range");
        answer.ProtocolType.ShouldBe("consumer");
        bench.State("g").ShouldBe("Stable");
    }

    [Fact]
    public void A_stable_group_repeats_the_assignment()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 2);
        GroupBench.Done(bench.Sync("g", ids[1], 1)).Assignment.ShouldBe(GroupBench.Bytes(ids[1]));
    }

    [Fact]
    public void A_rebalance_answers_parked_syncs_and_refuses_new_ones()
    {
        using var bench = new GroupBench();
        (string[] ids, _) = Joined(bench);
        Task<SyncGroupResponse> parked = bench.Sync("g", ids[1], 1);
        _ = bench.Join("g", version: 3);
        Error(parked).ShouldBe(ErrorCode.RebalanceInProgress);
        Error(bench.Sync("g", ids[0], 1)).ShouldBe(ErrorCode.RebalanceInProgress);
    }

    [Fact]
    public void A_second_sync_of_the_same_member_releases_the_first()
    {
        using var bench = new GroupBench();
        (string[] ids, _) = Joined(bench);
        Task<SyncGroupResponse> lost = bench.Sync("g", ids[1], 1);
        Task<SyncGroupResponse> again = bench.Sync("g", ids[1], 1);
        Error(lost).ShouldBe(ErrorCode.RebalanceInProgress);
        _ = bench.Sync("g", ids[0], 1, assignments: [(ids[1], "part")]);
        GroupBench.Done(again).Assignment.ShouldBe(GroupBench.Bytes("part"));
    }

    [Fact]
    public void Who_does_not_sync_within_the_rebalance_timeout_is_removed_and_the_others_go_on()
    {
        using var bench = new GroupBench();
        (string[] ids, _) = Joined(bench, sessionMs: 1_000_000);
        Task<SyncGroupResponse> parked = bench.Sync("g", ids[1], 1);
        bench.Clock.Advance(GroupBench.RebalanceMs - 200);
        parked.IsCompleted.ShouldBeFalse("the leader still has time");
        bench.Clock.Advance(400);
        Error(parked).ShouldBe(ErrorCode.RebalanceInProgress);
        Task<JoinGroupResponse> again = bench.Join("g", member: ids[1]);
        GroupBench.Done(again).Members.Single().MemberId.ShouldBe(ids[1]);
    }

    [Fact]
    public void In_a_stable_group_too_who_never_synced_is_removed()
    {
        using var bench = new GroupBench();
        (string[] ids, _) = Joined(bench, sessionMs: 1_000_000);
        GroupBench.Done(bench.Sync("g", ids[0], 1)).ErrorCode.ShouldBe((short)0);
        bench.State("g").ShouldBe("Stable");
        bench.Clock.Advance(GroupBench.RebalanceMs + 100);
        bench.State("g").ShouldBe("PreparingRebalance");
        bench.Describe("g").Members.Single().MemberId.ShouldBe(ids[0]);
    }

    [Fact]
    public void A_member_whose_sync_is_parked_does_not_expire()
    {
        using var bench = new GroupBench();
        (string[] ids, _) = Joined(bench);
        Task<SyncGroupResponse> parked = bench.Sync("g", ids[1], 1);
        for (int i = 0; i < 5; i++)
        {
            bench.Clock.Advance(GroupBench.SessionMs - 100);
            bench.Heartbeat("g", ids[0], 1).ShouldBe(ErrorCode.None);
        }

        _ = bench.Sync("g", ids[0], 1);
        GroupBench.Done(parked).ErrorCode.ShouldBe((short)0);
        bench.Clock.Advance(GroupBench.SessionMs - 100);
        bench.Heartbeat("g", ids[1], 1).ShouldBe(ErrorCode.None, "its answer began a new session timeout");
    }

    private static (string[] Ids, JoinGroupResponse[] Joined) Joined(GroupBench bench, int sessionMs = GroupBench.SessionMs)
    {
        Task<JoinGroupResponse>[] joins =
        [
            bench.Join("g", version: 3, sessionMs: sessionMs),
            bench.Join("g", version: 3, sessionMs: sessionMs),
        ];
        bench.Clock.Advance(300);
        JoinGroupResponse[] joined = joins.Select(GroupBench.Done).ToArray();
        return (joined.Select(join => join.MemberId).ToArray(), joined);
    }

    private static ErrorCode Error(Task<SyncGroupResponse> sync) => (ErrorCode)GroupBench.Done(sync).ErrorCode;
}
