using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>When offsets and groups go by themselves (spec section 12.8).</summary>
public sealed class OffsetExpiryTests
{
    private const long RetentionMs = 1_000_000;
    private static readonly GroupOptions Options = new() { OffsetsRetentionMs = RetentionMs };

    [Fact]
    public void Offsets_of_a_group_expire_after_it_became_empty()
    {
        using var bench = new GroupBench(Options);
        string id = bench.Stable("g", topics: "t,u")[0];
        bench.Commit("g", "t", 0, 1, id, 1);
        Live(bench, id, 2 * RetentionMs);
        bench.Committed("g", "t", 0).ShouldBe(1, "nothing expires while members use it");
        bench.Leave("g", 3, (id, null));
        bench.Clock.Advance(RetentionMs - 100_000);
        bench.Committed("g", "t", 0).ShouldBe(1);
        bench.Clock.Advance(200_000);
        bench.Committed("g", "t", 0).ShouldBe(-1);
        bench.State("g").ShouldBe("Dead");
        bench.Log.State.Groups.ShouldBeEmpty();
    }

    [Fact]
    public void Offsets_of_a_simple_group_expire_after_their_commit()
    {
        using var bench = new GroupBench(Options);
        bench.Commit("g", "t", 0, 1);
        bench.Clock.Advance(RetentionMs / 2);
        bench.Commit("g", "t", 1, 2);
        bench.Clock.Advance((RetentionMs / 2) + 100_000);
        bench.Committed("g", "t", 0).ShouldBe(-1);
        bench.Committed("g", "t", 1).ShouldBe(2);
        bench.Clock.Advance(RetentionMs / 2);
        bench.State("g").ShouldBe("Dead");
    }

    [Fact]
    public void Time_counts_anew_from_the_start_of_the_broker()
    {
        using var bench = new GroupBench(Options);
        bench.Commit("g", "t", 0, 1);
        bench.Clock.Advance(RetentionMs - 100_000);
        bench.Restart();
        bench.Clock.Advance(RetentionMs - 100_000);
        bench.Committed("g", "t", 0).ShouldBe(1);
        bench.Clock.Advance(200_000);
        bench.Committed("g", "t", 0).ShouldBe(-1);
    }

    [Fact]
    public void Nothing_expires_while_offsets_are_pending()
    {
        using var bench = new GroupBench(Options);
        bench.Commit("g", "t", 0, 1);
        bench.Pending("g", 5, "t", 1, 2);
        bench.Clock.Advance(3 * RetentionMs);
        bench.Committed("g", "t", 0).ShouldBe(1);
        bench.Coordinator.CompleteTransaction("g", 5, commit: true);
        bench.Clock.Advance(100_000);
        bench.Committed("g", "t", 0).ShouldBe(-1);
        bench.Committed("g", "t", 1).ShouldBe(2, "its commit is young");
    }

    [Fact]
    public void In_use_offsets_of_topics_that_nobody_subscribes_to_any_more_expire()
    {
        using var bench = new GroupBench(Options);
        string id = bench.Stable("g", topics: "t")[0];
        bench.Commit("g", "t", 0, 1, id, 1);
        bench.Commit("g", "u", 0, 2, id, 1);
        Live(bench, id, RetentionMs + 200_000);
        bench.Committed("g", "t", 0).ShouldBe(1);
        bench.Committed("g", "u", 0).ShouldBe(-1);
    }

    [Fact]
    public void A_group_without_offsets_and_members_disappears()
    {
        using var bench = new GroupBench();
        string id = bench.Stable("g")[0];
        bench.Leave("g", 3, (id, null));
        _ = bench.Join("only-asked", version: 4);
        bench.Clock.Advance(130_000);
        bench.State("g").ShouldBe("Dead");
        bench.State("only-asked").ShouldBe("Dead");
    }

    [Fact]
    public void Deleting_a_topic_removes_its_offsets_even_those_on_their_way()
    {
        using var bench = new GroupBench();
        bench.Commit("g", "t", 0, 1);
        bench.Commit("g", "u", 0, 2);
        bench.Pending("g", 5, "t", 1, 3);
        bench.Log.Holds = true;
        Task<OffsetCommitResponse> late = bench.BeginCommit("g", "t", 2, 4);
        bench.DeleteTopic("t");
        bench.CreateTopic("t");
        bench.Log.Release();
        GroupBench.Done(late);
        bench.Committed("g", "t", 0).ShouldBe(-1);
        bench.Committed("g", "t", 2).ShouldBe(-1);
        bench.Committed("g", "u", 0).ShouldBe(2);
        bench.Fetch("g", "t", 1, stable: true).ErrorCode.ShouldBe((short)0);
        bench.Log.Holds = false;
        bench.Commit("g", "t", 0, 9);
        bench.Restart();
        bench.Committed("g", "t", 0).ShouldBe(9);
        bench.Committed("g", "t", 2).ShouldBe(-1);
    }

    [Fact]
    public async Task Offsets_beyond_the_end_of_a_cut_log_are_lowered_for_good()
    {
        using var bench = new GroupBench();
        bench.Commit("g", "t", 0, 100);
        bench.Commit("g", "t", 1, 50);
        bench.Pending("g", 5, "t", 0, 120);
        bench.Restart();
        await bench.Coordinator.LowerOffsetsBeyondEndAsync(offset => offset.Partition == 0 ? 80 : long.MaxValue);
        bench.Committed("g", "t", 0).ShouldBe(80);
        bench.Committed("g", "t", 1).ShouldBe(50);
        bench.Restart();
        bench.Committed("g", "t", 0).ShouldBe(80);
        bench.Coordinator.CompleteTransaction("g", 5, commit: true);
        bench.Committed("g", "t", 0).ShouldBe(80);
    }

    private static void Live(GroupBench bench, string member, long ms)
    {
        for (long at = 0; at < ms; at += 5_000)
        {
            bench.Heartbeat("g", member, 1).ShouldBe(ErrorCode.None);
            bench.Clock.Advance(5_000);
        }
    }
}
