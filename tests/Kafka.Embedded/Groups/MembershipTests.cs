using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>Heartbeat, LeaveGroup and sessions (spec section 12.5).</summary>
public sealed class MembershipTests
{
    [Fact]
    public void A_heartbeat_is_refused_to_who_is_no_member_of_this_generation()
    {
        using var bench = new GroupBench();
        string id = bench.Stable("g")[0];
        bench.Heartbeat("", id, 1).ShouldBe(ErrorCode.InvalidGroupId);
        bench.Heartbeat("nowhere", id, 1).ShouldBe(ErrorCode.UnknownMemberId);
        bench.Heartbeat("g", "x", 1).ShouldBe(ErrorCode.UnknownMemberId);
        bench.Heartbeat("g", id, 2).ShouldBe(ErrorCode.IllegalGeneration);
        bench.Heartbeat("g", id, 1).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public void A_member_of_an_empty_group_is_unknown()
    {
        using var bench = new GroupBench();
        string id = bench.Stable("g")[0];
        bench.Leave("g", 0, (id, null)).ErrorCode.ShouldBe((short)0);
        bench.State("g").ShouldBe("Empty");
        bench.Heartbeat("g", id, 1).ShouldBe(ErrorCode.UnknownMemberId);
    }

    [Fact]
    public void Heartbeats_keep_a_member_and_silence_loses_it()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 2);
        for (int i = 0; i < 10; i++)
        {
            bench.Clock.Advance(GroupBench.SessionMs / 2 + 1);
            bench.Heartbeat("g", ids[0], 1).ShouldBe(i < 1 ? ErrorCode.None : ErrorCode.RebalanceInProgress);
            if (i == 1)
            {
                bench.Describe("g").Members.Select(member => member.MemberId).ShouldBe([ids[0]]);
            }
        }

        bench.Describe("g").Members.Count.ShouldBe(1, "a heartbeat counts while the group rebalances, too");
    }

    [Fact]
    public void A_commit_keeps_a_member()
    {
        using var bench = new GroupBench();
        string id = bench.Stable("g")[0];
        for (int i = 0; i < 3; i++)
        {
            bench.Clock.Advance(GroupBench.SessionMs - 100);
            bench.Commit("g", "t", 0, i, id, 1).ShouldBe(ErrorCode.None);
        }

        bench.Heartbeat("g", id, 1).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public void A_transactional_commit_does_not_keep_a_member()
    {
        using var bench = new GroupBench();
        string id = bench.Stable("g")[0];
        bench.Clock.Advance(GroupBench.SessionMs - 100);
        bench.Pending("g", 5, "t", 0, 1, id, 1).ShouldBe(ErrorCode.None);
        bench.Clock.Advance(200);
        bench.Heartbeat("g", id, 1).ShouldBe(ErrorCode.UnknownMemberId);
    }

    [Fact]
    public void A_member_whose_join_is_parked_does_not_expire()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 2);
        Task<JoinGroupResponse> parked = bench.Join("g", member: ids[0]);
        for (int i = 0; i < 5; i++)
        {
            bench.Clock.Advance(GroupBench.SessionMs - 100);
            bench.Heartbeat("g", ids[1], 1).ShouldBe(ErrorCode.RebalanceInProgress);
        }

        _ = bench.Join("g", member: ids[1]);
        GroupBench.Done(parked).Members.Count.ShouldBe(2);
    }

    [Fact]
    public void The_last_one_waited_for_expiring_completes_the_join_phase()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 2);
        Task<JoinGroupResponse> parked = bench.Join("g", member: ids[0]);
        bench.Clock.Advance(GroupBench.SessionMs + 100);
        GroupBench.Done(parked).Members.Single().MemberId.ShouldBe(ids[0]);
    }

    [Fact]
    public void Leaving_rebalances_the_others_at_once()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 2);
        bench.Leave("g", 2, (ids[1], null)).ErrorCode.ShouldBe((short)0);
        bench.Heartbeat("g", ids[0], 1).ShouldBe(ErrorCode.RebalanceInProgress);
        GroupBench.Done(bench.Join("g", member: ids[0])).GenerationId.ShouldBe(2);
    }

    [Fact]
    public void Up_to_version_2_the_error_of_the_one_member_is_that_of_the_answer()
    {
        using var bench = new GroupBench();
        bench.Leave("nowhere", 1, ("x", null)).ErrorCode.ShouldBe((short)ErrorCode.UnknownMemberId);
        bench.Stable("g");
        bench.Leave("g", 1, ("x", null)).ErrorCode.ShouldBe((short)ErrorCode.UnknownMemberId);
        bench.State("g").ShouldBe("Stable", "nobody left");
    }

    [Fact]
    public void From_version_3_each_member_has_its_own_error()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse>[] joins = [bench.Join("g", instance: "a"), bench.Join("g", instance: "b"), bench.Join("g", version: 3)];
        bench.Clock.Advance(500);
        string[] ids = bench.SyncAll("g", joins);
        LeaveGroupResponse left = bench.Leave("g", 3, ("", "a"), ("former", "b"), ("", "nobody"), ("x", null), (ids[2], null), ("", null));
        left.ErrorCode.ShouldBe((short)0);
        left.Members.Select(member => (ErrorCode)member.ErrorCode)
            .ShouldBe([
                ErrorCode.None,
                ErrorCode.FencedInstanceId,
                ErrorCode.UnknownMemberId,
                ErrorCode.UnknownMemberId,
                ErrorCode.None,
                ErrorCode.UnknownMemberId,
            ]);
        left.Members[0].GroupInstanceId.ShouldBe("a");
        bench.Describe("g").Members.Single().MemberId.ShouldBe(ids[1]);
        bench.Leave("", 3, ("", "a")).ErrorCode.ShouldBe((short)ErrorCode.InvalidGroupId);
    }

    [Fact]
    public void An_id_given_out_can_be_handed_back()
    {
        using var bench = new GroupBench();
        string leader = bench.Stable("g")[0];
        string given = GroupBench.Done(bench.Join("g", version: 4)).MemberId;
        Task<JoinGroupResponse> again = bench.Join("g", member: leader);
        bench.Leave("g", 4, (given, null)).Members.Single().ErrorCode.ShouldBe((short)0);
        GroupBench.Done(again).GenerationId.ShouldBe(2);
    }

    [Fact]
    public void Leaving_releases_what_the_member_has_parked()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 2);
        Task<JoinGroupResponse> parked = bench.Join("g", member: ids[0]);
        bench.Leave("g", 3, (ids[0], null));
        GroupBench.Done(parked).ErrorCode.ShouldBe((short)ErrorCode.UnknownMemberId);
    }

    [Fact]
    public void Stopping_releases_everything_parked_and_parks_nothing_more()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 2);
        Task<JoinGroupResponse> join = bench.Join("g", member: ids[0]);
        Task<JoinGroupResponse>[] joins = [bench.Join("h", version: 3), bench.Join("h", version: 3)];
        bench.Clock.Advance(300);
        Task<SyncGroupResponse> sync = bench.Sync("h", GroupBench.Done(joins[1]).MemberId, 1);
        bench.Coordinator.Stop();
        join.IsCanceled.ShouldBeTrue();
        sync.IsCanceled.ShouldBeTrue();
        bench.Join("g", version: 3).IsCanceled.ShouldBeTrue();
        bench.Sync("h", ids[0], 1).IsCanceled.ShouldBeTrue();
        bench.Clock.ArmedTimers.ShouldBe(0);
    }
}
