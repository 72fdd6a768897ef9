using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>How a generation comes about (spec sections 12.2 and 12.3, pitfalls 39 to 44).</summary>
public sealed class JoinTests
{
    [Fact]
    public void From_version_4_a_new_member_is_given_an_id_to_join_with()
    {
        using var bench = new GroupBench();
        JoinGroupResponse given = GroupBench.Done(bench.Join("g", version: 4));
        given.ErrorCode.ShouldBe((short)ErrorCode.MemberIdRequired);
        given.MemberId.ShouldStartWith("client-");
        Task<JoinGroupResponse> join = bench.Join("g", member: given.MemberId, version: 4);
        bench.Clock.Advance(101);
        JoinGroupResponse joined = GroupBench.Done(join);
        joined.ErrorCode.ShouldBe((short)0);
        joined.MemberId.ShouldBe(given.MemberId);
    }

    [Fact]
    public void Up_to_version_3_a_new_member_is_in_at_once()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse> join = bench.Join("g", version: 3);
        join.IsCompleted.ShouldBeFalse();
        bench.Describe("g").Members.Count.ShouldBe(1);
        bench.Clock.Advance(101);
        GroupBench.Done(join).GenerationId.ShouldBe(1);
    }

    [Fact]
    public void Only_the_leader_is_told_the_members_and_it_knows_itself_by_its_id()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse>[] joins =
        [
            bench.Join("g", version: 3),
            bench.Join("g", version: 3, topics: "u"),
            bench.Join("g", version: 3),
        ];
        bench.Clock.Advance(300);
        JoinGroupResponse[] joined = joins.Select(GroupBench.Done).ToArray();
        joined.ShouldAllBe(join => join.Leader == joined[0].MemberId && join.ProtocolName == "range" && join.ProtocolType == "consumer");
        joined[0].Members.Select(member => member.MemberId).ShouldBe(joined.Select(join => join.MemberId), ignoreOrder: true);
        joined[0].Members.Single(member => member.MemberId == joined[1].MemberId).Metadata.ShouldBe(GroupBench.Subscription("u"));
        joined[1].Members.ShouldBeEmpty();
        joined[2].Members.ShouldBeEmpty();
    }

    [Fact]
    public void Members_that_come_within_the_initial_delay_share_one_generation()
    {
        using var bench = new GroupBench(new() { InitialRebalanceDelayMs = 3_000 });
        Task<JoinGroupResponse> first = bench.Join("g", version: 3);
        bench.Clock.Advance(2_900);
        Task<JoinGroupResponse> second = bench.Join("g", version: 3);
        bench.Clock.Advance(2_900);
        first.IsCompleted.ShouldBeFalse("somebody came, so the delay began anew");
        bench.Clock.Advance(300);
        GroupBench.Done(first).GenerationId.ShouldBe(1);
        GroupBench.Done(second).GenerationId.ShouldBe(1);
    }

    [Fact]
    public void The_initial_delay_is_not_extended_past_the_rebalance_timeout()
    {
        using var bench = new GroupBench(new() { InitialRebalanceDelayMs = 3_000 });
        Task<JoinGroupResponse> first = bench.Join("g", version: 3, rebalanceMs: 10_000);
        for (int i = 0; i < 10; i++)
        {
            first.IsCompleted.ShouldBeFalse();
            bench.Clock.Advance(990);
            _ = bench.Join("g", version: 3, rebalanceMs: 10_000);
        }

        bench.Clock.Advance(200);
        GroupBench.Done(first).Members.Count.ShouldBe(11);
    }

    [Fact]
    public void An_id_given_out_during_the_initial_delay_extends_it()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse> first = bench.Join("g", version: 3);
        bench.Clock.Advance(95);
        string given = GroupBench.Done(bench.Join("g", version: 4)).MemberId;
        bench.Clock.Advance(10);
        Task<JoinGroupResponse> second = bench.Join("g", member: given, version: 4);
        bench.Clock.Advance(300);
        GroupBench.Done(first).GenerationId.ShouldBe(1);
        GroupBench.Done(second).GenerationId.ShouldBe(1);
    }

    [Fact]
    public void A_rebalance_waits_for_an_id_given_out()
    {
        using var bench = new GroupBench();
        string leader = bench.Stable("g")[0];
        string given = GroupBench.Done(bench.Join("g", version: 4)).MemberId;
        bench.State("g").ShouldBe("Stable", "the id alone changes nothing");
        Task<JoinGroupResponse> again = bench.Join("g", member: leader);
        again.IsCompleted.ShouldBeFalse("all members are back, but one more is on its way");
        Task<JoinGroupResponse> joined = bench.Join("g", member: given, version: 4);
        GroupBench.Done(again).GenerationId.ShouldBe(2);
        GroupBench.Done(joined).GenerationId.ShouldBe(2);
    }

    [Fact]
    public void An_id_that_nobody_joins_with_is_forgotten_after_the_session_timeout()
    {
        using var bench = new GroupBench();
        string leader = bench.Stable("g")[0];
        string given = GroupBench.Done(bench.Join("g", version: 4, sessionMs: 6_000)).MemberId;
        Task<JoinGroupResponse> again = bench.Join("g", member: leader);
        bench.Clock.Advance(5_900);
        again.IsCompleted.ShouldBeFalse();
        bench.Clock.Advance(200);
        GroupBench.Done(again).GenerationId.ShouldBe(2);
        GroupBench.Done(bench.Join("g", member: given)).ErrorCode.ShouldBe((short)ErrorCode.UnknownMemberId);
    }

    [Fact]
    public void A_join_is_not_answered_while_members_are_still_to_join_again()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 3);
        Task<JoinGroupResponse> newcomer = bench.Join("g", version: 3);
        Task<JoinGroupResponse>[] again = [bench.Join("g", member: ids[1]), bench.Join("g", member: ids[0])];
        newcomer.IsCompleted.ShouldBeFalse();
        again.ShouldAllBe(join => !join.IsCompleted);
        Task<JoinGroupResponse> last = bench.Join("g", member: ids[2]);
        new[] { newcomer, again[0], again[1], last }.Select(join => GroupBench.Done(join).GenerationId).ShouldBe([2, 2, 2, 2]);
        GroupBench.Done(last).Leader.ShouldBe(ids[0], "a leader that joins again keeps the lead");
    }

    [Fact]
    public void Dynamic_members_that_do_not_join_again_in_time_are_dropped_and_static_ones_stay()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse>[] joins =
        [
            bench.Join("g", instance: "i", sessionMs: 1_000_000),
            bench.Join("g", version: 3, sessionMs: 1_000_000),
            bench.Join("g", version: 3, sessionMs: 1_000_000),
        ];
        bench.Clock.Advance(500);
        string[] ids = bench.SyncAll("g", joins);
        Task<JoinGroupResponse> again = bench.Join("g", member: ids[1], topics: "u", sessionMs: 1_000_000);
        bench.Clock.Advance(GroupBench.RebalanceMs - 100);
        again.IsCompleted.ShouldBeFalse();
        bench.Clock.Advance(200);
        JoinGroupResponse joined = GroupBench.Done(again);
        joined.Leader.ShouldBe(ids[1], "the static leader did not join, so the first joiner leads");
        joined.Members.Select(member => member.MemberId).ShouldBe([ids[0], ids[1]], ignoreOrder: true);
        bench.Heartbeat("g", ids[2], 2).ShouldBe(ErrorCode.UnknownMemberId);
        bench.Heartbeat("g", ids[0], 1, instance: "i").ShouldBe(ErrorCode.IllegalGeneration);
    }

    [Theory]
    [InlineData(0, -1, 10_000)] // Version 0 has no such field.
    [InlineData(1, 0, 10_000)]
    [InlineData(1, -1, 10_000)]
    [InlineData(1, 60_000, 60_000)]
    public void The_time_to_join_again_is_the_rebalance_timeout_or_without_one_the_session_timeout(
        short version,
        int rebalanceMs,
        int expectedMs
    )
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse>[] joins =
        [
            bench.Join("g", version: version, rebalanceMs: rebalanceMs),
            bench.Join("g", version: version, rebalanceMs: rebalanceMs),
        ];
        bench.Clock.Advance(300);
        string[] ids = bench.SyncAll("g", joins);
        Task<JoinGroupResponse> again = bench.Join("g", member: ids[0], version: version, rebalanceMs: rebalanceMs);
        KeepAlive(bench, ids[1], generation: 1, expectedMs - 10);
        again.IsCompleted.ShouldBeFalse();
        bench.Clock.Advance(20);
        GroupBench.Done(again).GenerationId.ShouldBe(2);
    }

    [Fact]
    public void A_follower_that_joins_again_unchanged_is_told_the_generation_and_changes_nothing()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 2);
        JoinGroupResponse repeated = GroupBench.Done(bench.Join("g", member: ids[1]));
        repeated.GenerationId.ShouldBe(1);
        repeated.Members.ShouldBeEmpty();
        bench.State("g").ShouldBe("Stable");
    }

    [Fact]
    public void The_leader_joining_again_starts_a_rebalance_and_so_does_changed_metadata()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 2);
        _ = bench.Join("g", member: ids[0]);
        bench.State("g").ShouldBe("PreparingRebalance");
        bench.Heartbeat("g", ids[1], 1).ShouldBe(ErrorCode.RebalanceInProgress);

        string[] others = bench.Stable("h", members: 2);
        _ = bench.Join("h", member: others[1], topics: "t,u");
        bench.State("h").ShouldBe("PreparingRebalance");
    }

    [Fact]
    public void Before_the_assignment_an_unchanged_join_repeats_the_answer_and_a_changed_one_rebalances()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse>[] joins = [bench.Join("g", version: 3), bench.Join("g", version: 3)];
        bench.Clock.Advance(300);
        string[] ids = joins.Select(join => GroupBench.Done(join).MemberId).ToArray();
        JoinGroupResponse leader = GroupBench.Done(bench.Join("g", member: ids[0]));
        leader.GenerationId.ShouldBe(1);
        leader.Members.Count.ShouldBe(2);
        GroupBench.Done(bench.Join("g", member: ids[1])).Members.ShouldBeEmpty();
        bench.State("g").ShouldBe("CompletingRebalance");
        bench.Join("g", member: ids[1], topics: "u").IsCompleted.ShouldBeFalse();
        bench.State("g").ShouldBe("PreparingRebalance");
    }

    [Fact]
    public void The_protocol_is_the_one_most_members_prefer_of_those_all_support()
    {
        using var bench = new GroupBench();
        Task<JoinGroupResponse>[] joins =
        [
            bench.Join("g", version: 3, protocols: "range,sticky,roundrobin"),
            bench.Join("g", version: 3, protocols: "sticky,range"),
            bench.Join("g", version: 3, protocols: "mine,sticky,range"),
        ];
        bench.Clock.Advance(300);
        joins.Select(join => GroupBench.Done(join).ProtocolName).ShouldAllBe(protocol => protocol == "sticky");
    }

    [Fact]
    public void A_new_member_is_given_up_when_its_first_join_waits_for_five_minutes()
    {
        using var bench = new GroupBench();
        string leader = bench.Stable("g")[0];
        Task<JoinGroupResponse> newcomer = bench.Join("g", version: 3, rebalanceMs: 1_000_000);
        KeepAlive(bench, leader, generation: 1, 299_990);
        newcomer.IsCompleted.ShouldBeFalse();
        KeepAlive(bench, leader, generation: 1, 20);
        GroupBench.Done(newcomer).ErrorCode.ShouldBe((short)ErrorCode.UnknownMemberId);
        bench.Describe("g").Members.Single().MemberId.ShouldBe(leader);
    }

    [Fact]
    public void A_second_join_of_the_same_member_releases_the_first()
    {
        using var bench = new GroupBench();
        string[] ids = bench.Stable("g", members: 2);
        Task<JoinGroupResponse> lost = bench.Join("g", member: ids[0]);
        Task<JoinGroupResponse> again = bench.Join("g", member: ids[0]);
        GroupBench.Done(lost).ErrorCode.ShouldBe((short)ErrorCode.RebalanceInProgress);
        _ = bench.Join("g", member: ids[1]);
        GroupBench.Done(again).GenerationId.ShouldBe(2);
    }

    [Fact]
    public void A_group_whose_last_member_leaves_is_empty_and_its_generation_goes_on()
    {
        using var bench = new GroupBench();
        string id = bench.Stable("g")[0];
        bench.Leave("g", 3, (id, null)).Members.Single().ErrorCode.ShouldBe((short)0);
        bench.State("g").ShouldBe("Empty");
        GroupBench.Done(bench.Join("g", member: id)).ErrorCode.ShouldBe((short)ErrorCode.UnknownMemberId);
        Task<JoinGroupResponse> join = bench.Join("g", version: 3, type: "other");
        bench.Clock.Advance(200);
        GroupBench.Done(join).GenerationId.ShouldBe(3);
    }

    private static void KeepAlive(GroupBench bench, string member, int generation, long ms)
    {
        for (; ms > 0; ms -= 5_000)
        {
            bench.Heartbeat("g", member, generation).ShouldBeOneOf(ErrorCode.None, ErrorCode.RebalanceInProgress);
            bench.Clock.Advance(Math.Min(ms, 5_000));
        }
    }
}
