using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>Members with an instance id (spec section 12.3).</summary>
public sealed class StaticMemberTests
{
    [Fact]
    public void A_new_static_member_is_in_at_once()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse> join = bench.Join("g", instance: "i");
        bench.Clock.Advance(200);
        JoinGroupResponse joined = GroupBench.Done(join);
        joined.GenerationId.ShouldBe(1);
        joined.Members.Single().GroupInstanceId.ShouldBe("i");
    }

    [Fact]
    public void Replacing_a_follower_of_a_stable_group_keeps_generation_and_assignment_and_fences_the_former_id()
    {
        using var bench = new GroupBench();
        string[] ids = Stable(bench, "a", "b");
        JoinGroupResponse back = GroupBench.Done(bench.Join("g", instance: "b"));
        back.GenerationId.ShouldBe(1);
        back.Leader.ShouldBe(ids[0]);
        back.SkipAssignment.ShouldBeFalse();
        back.Members.ShouldBeEmpty();
        back.MemberId.ShouldNotBe(ids[1]);
        bench.State("g").ShouldBe("Stable");
        GroupBench.Done(bench.Sync("g", back.MemberId, 1, instance: "b")).Assignment.ShouldBe(GroupBench.Bytes(ids[1]));
        bench.Heartbeat("g", ids[1], 1, instance: "b").ShouldBe(ErrorCode.FencedInstanceId);
        bench.Heartbeat("g", back.MemberId, 1, instance: "b").ShouldBe(ErrorCode.None);
    }

    [Fact]
    public void A_replaced_leader_is_told_to_skip_the_assignment_from_version_9()
    {
        using var bench = new GroupBench();
        Stable(bench, "a", "b");
        JoinGroupResponse back = GroupBench.Done(bench.Join("g", instance: "a", version: 9));
        back.Leader.ShouldBe(back.MemberId);
        back.SkipAssignment.ShouldBeTrue();
        back.Members.Count.ShouldBe(2);
        bench.State("g").ShouldBe("Stable");
    }

    [Fact]
    public void A_replaced_leader_is_given_its_former_id_as_the_leader_below_version_9()
    {
        using var bench = new GroupBench();
        string[] ids = Stable(bench, "a", "b");
        JoinGroupResponse back = GroupBench.Done(bench.Join("g", instance: "a", version: 8));
        back.Leader.ShouldBe(ids[0]);
        back.SkipAssignment.ShouldBeFalse();
        back.Members.ShouldBeEmpty();
        bench
            .Join("g", member: back.MemberId, instance: "a", version: 8)
            .IsCompleted.ShouldBeFalse("it leads all the same: it may rebalance");
    }

    [Fact]
    public void A_replacement_that_changes_the_protocol_rebalances()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse>[] joins =
        [
            bench.Join("g", instance: "a", protocols: "range,sticky"),
            bench.Join("g", instance: "b", protocols: "sticky,range"),
            bench.Join("g", instance: "c", protocols: "range,sticky"),
        ];
        bench.Clock.Advance(500);
        bench.SyncAll("g", joins);
        bench.Join("g", instance: "a", protocols: "sticky,range").IsCompleted.ShouldBeFalse();
        bench.State("g").ShouldBe("PreparingRebalance");
    }

    [Fact]
    public void A_replacement_before_the_assignment_rebalances_and_fences_what_is_parked()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse>[] joins = [bench.Join("g", instance: "a"), bench.Join("g", instance: "b")];
        bench.Clock.Advance(500);
        string[] ids = joins.Select(join => GroupBench.Done(join).MemberId).ToArray();
        Task<SyncGroupResponse> parked = bench.Sync("g", ids[1], 1, instance: "b");
        Task<JoinGroupResponse> back = bench.Join("g", instance: "b");
        back.IsCompleted.ShouldBeFalse();
        GroupBench.Done(parked).ErrorCode.ShouldBe((short)ErrorCode.FencedInstanceId);
        bench.State("g").ShouldBe("PreparingRebalance");
    }

    [Fact]
    public void A_replacement_during_the_join_phase_takes_over_and_waits()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse> first = bench.Join("g", instance: "a");
        Task<JoinGroupResponse> second = bench.Join("g", instance: "a");
        GroupBench.Done(first).ErrorCode.ShouldBe((short)ErrorCode.FencedInstanceId);
        bench.Clock.Advance(500);
        JoinGroupResponse joined = GroupBench.Done(second);
        joined.Members.Single().MemberId.ShouldBe(joined.MemberId);
    }

    [Fact]
    public void A_static_member_that_is_away_keeps_its_place_until_its_session_ends()
    {
        using var bench = new GroupBench();
        string[] ids = Stable(bench, "a", "b");
        bench.Clock.Advance(GroupBench.SessionMs - 100);
        bench.Heartbeat("g", ids[0], 1, instance: "a").ShouldBe(ErrorCode.None);
        bench.Clock.Advance(200);
        bench.Heartbeat("g", ids[0], 1, instance: "a").ShouldBe(ErrorCode.RebalanceInProgress);
        bench.Describe("g").Members.Single().GroupInstanceId.ShouldBe("a");
    }

    [Fact]
    public void When_no_static_member_joins_again_the_group_waits_for_their_sessions()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse>[] joins = [bench.Join("g", instance: "a", sessionMs: 600_000), bench.Join("g", version: 3)];
        bench.Clock.Advance(500);
        string[] ids = bench.SyncAll("g", joins);
        bench.Leave("g", 3, (ids[1], null));
        bench.State("g").ShouldBe("PreparingRebalance");
        bench.Clock.Advance(GroupBench.RebalanceMs + 100);
        bench.State("g").ShouldBe("PreparingRebalance");
        bench.Clock.Advance(600_000);
        bench.State("g").ShouldBeOneOf("Empty", "Dead");
    }

    [Fact]
    public void A_member_without_its_instance_id_and_one_with_anothers_are_told_apart()
    {
        using var bench = new GroupBench();
        string[] ids = Stable(bench, "a", "b");
        bench.Heartbeat("g", ids[0], 1).ShouldBe(ErrorCode.None);
        bench.Heartbeat("g", ids[0], 1, instance: "b").ShouldBe(ErrorCode.FencedInstanceId);
        bench.Heartbeat("g", ids[0], 1, instance: "c").ShouldBe(ErrorCode.UnknownMemberId);
    }

    private static string[] Stable(GroupBench bench, params string[] instances)
    {
        Task<JoinGroupResponse>[] joins = instances.Select(instance => bench.Join("g", instance: instance)).ToArray();
        bench.Clock.Advance(500);
        return bench.SyncAll("g", joins);
    }
}
