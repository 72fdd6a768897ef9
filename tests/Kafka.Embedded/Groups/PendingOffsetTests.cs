using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Groups;

/// <summary>Offsets inside transactions (spec sections 11.2, 11.3 step 3 and 12.6).</summary>
public sealed class PendingOffsetTests
{
    [Fact]
    public void Pending_offsets_follow_their_transaction()
    {
        using var bench = new GroupBench();
        bench.Pending("g", 5, "t", 0, 10).ShouldBe(ErrorCode.None);
        bench.Pending("g", 6, "t", 1, 20).ShouldBe(ErrorCode.None);
        bench.Committed("g", "t", 0).ShouldBe(-1);
        bench.Coordinator.PendingOf("g", 5).Single().Offset.ShouldBe(10);
        bench.Coordinator.PendingOf("g", 7).ShouldBeEmpty();
        bench.Coordinator.PendingOf("nowhere", 5).ShouldBeEmpty();
        bench.Coordinator.CompleteTransaction("g", 5, commit: true);
        bench.Coordinator.CompleteTransaction("g", 6, commit: false);
        bench.Coordinator.CompleteTransaction("nowhere", 6, commit: true);
        bench.Committed("g", "t", 0).ShouldBe(10);
        bench.Committed("g", "t", 1).ShouldBe(-1);
        bench.Coordinator.PendingProducers().ShouldBeEmpty();
    }

    [Fact]
    public void A_later_commit_is_not_overtaken_by_a_pending_offset()
    {
        using var bench = new GroupBench();
        bench.Pending("g", 5, "t", 0, 10);
        bench.Commit("g", "t", 0, 3).ShouldBe(ErrorCode.None);
        bench.Commit("g", "t", 1, 3).ShouldBe(ErrorCode.None);
        bench.Pending("g", 5, "t", 1, 11);
        bench.Coordinator.PendingOf("g", 5).Single().Partition.ShouldBe(1);
        bench.Coordinator.CompleteTransaction("g", 5, commit: true);
        bench.Committed("g", "t", 0).ShouldBe(3);
        bench.Committed("g", "t", 1).ShouldBe(11);
    }

    [Fact]
    public void The_later_of_two_transactions_counts_whichever_ends_first()
    {
        using var bench = new GroupBench();
        bench.Pending("g", 5, "t", 0, 10);
        bench.Pending("g", 6, "t", 0, 20);
        bench.Coordinator.CompleteTransaction("g", 6, commit: true);
        bench.Coordinator.CompleteTransaction("g", 5, commit: true);
        bench.Committed("g", "t", 0).ShouldBe(20);
    }

    [Fact]
    public void The_order_holds_over_a_restart()
    {
        using var bench = new GroupBench();
        bench.Pending("g", 5, "t", 0, 10);
        bench.Commit("g", "t", 0, 3);
        bench.Pending("g", 6, "t", 0, 20);
        bench.Restart();
        bench.Coordinator.PendingProducers().ShouldBe([("g", 5L), ("g", 6L)], ignoreOrder: true);
        bench.Coordinator.CompleteTransaction("g", 5, commit: true);
        bench.Committed("g", "t", 0).ShouldBe(3);
        bench.Coordinator.CompleteTransaction("g", 6, commit: true);
        bench.Committed("g", "t", 0).ShouldBe(20);
        bench.Commit("g", "t", 0, 4);
        bench.Committed("g", "t", 0).ShouldBe(4, "what comes after a restart is later than all before");
    }

    [Fact]
    public void The_end_of_a_transaction_finds_pending_offsets_that_are_still_being_written()
    {
        using var bench = new GroupBench();
        bench.Log.Holds = true;
        Task<OffsetCommitResponse> plain = bench.BeginCommit("g", "t", 0, 3);
        Task<TxnOffsetCommitResponse> pending = bench.BeginPending("g", 5, "t", 0, 10);
        bench.Coordinator.PendingOf("g", 5).Single().Offset.ShouldBe(10);
        bench.Coordinator.CompleteTransaction("g", 5, commit: true);
        bench.Log.Release(reversed: true);
        GroupBench.ErrorOf(plain).ShouldBe(ErrorCode.None);
        GroupBench.Done(pending).Topics[0].Partitions[0].ErrorCode.ShouldBe((short)0);
        bench.Committed("g", "t", 0).ShouldBe(10, "the plain commit was the earlier entry");
        bench.Coordinator.PendingProducers().ShouldBeEmpty();
    }

    [Fact]
    public async Task Memory_and_control_log_agree_on_what_a_transaction_published()
    {
        using var bench = new GroupBench();
        bench.Pending("g", 5, "t", 0, 10);
        bench.Commit("g", "t", 0, 3);
        bench.Pending("g", 5, "t", 1, 11);
        IReadOnlyList<StoredOffset> published = bench.Coordinator.PendingOf("g", 5);
        var snapshot = new TransactionSnapshot("tid", 5, 0, -1, -1, 1, TransactionState.CompleteCommit, [], ["g"], -1, 0);
        await bench.Log.AppendAsync(new TransactionCompleted(snapshot, [new("g", published)]));
        bench.Coordinator.CompleteTransaction("g", 5, commit: true);
        bench.Restart();
        bench.Committed("g", "t", 0).ShouldBe(3);
        bench.Committed("g", "t", 1).ShouldBe(11);
        bench.Coordinator.PendingProducers().ShouldBeEmpty();
    }

    [Fact]
    public void A_transactional_commit_that_names_a_member_is_checked_and_one_without_is_not()
    {
        using var bench = new GroupBench();
        bench.Pending("nowhere", 5, "t", 0, 1, "m", 1).ShouldBe(ErrorCode.IllegalGeneration);
        bench.Pending("", 5, "t", 0, 1).ShouldBe(ErrorCode.InvalidGroupId);
        Task<JoinGroupResponse>[] joins = [bench.Join("g", version: 3), bench.Join("g", instance: "i")];
        bench.Clock.Advance(500);
        string[] ids = bench.SyncAll("g", joins);
        bench.Pending("g", 5, "t", 0, 1, "x", 1).ShouldBe(ErrorCode.UnknownMemberId);
        bench.Pending("g", 5, "t", 0, 1, ids[0], 0).ShouldBe(ErrorCode.IllegalGeneration);
        bench.Pending("g", 5, "t", 0, 1, "former", 1, instance: "i").ShouldBe(ErrorCode.FencedInstanceId);
        bench.Pending("g", 5, "t", 0, 1, ids[0], 1).ShouldBe(ErrorCode.None);
        bench.Pending("g", 5, "t", 0, 1).ShouldBe(ErrorCode.None);
        bench.Pending("g", 5, "t", 9, 1).ShouldBe(ErrorCode.UnknownTopicOrPartition);
    }
}
