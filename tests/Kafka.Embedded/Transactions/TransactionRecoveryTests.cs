using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Transactions;

/// <summary>Recovery (spec section 11.7). What a power failure leaves is made by writing to the control log of a stopped broker.</summary>
public sealed class TransactionRecoveryTests
{
    private readonly MemoryFiles _files = new();

    [Fact]
    public async Task An_ongoing_transaction_goes_on_after_a_kill()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files);
        await bench.TopicAsync("a");
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        await bench.AddGroupAsync("t", id, epoch, "g");
        await bench.CommitOffsetAsync("t", id, epoch, "g", "a", 5);
        await bench.RestartAsync();
        bench.Produce("t", id, epoch, 1, "a", "y").ShouldBe(ErrorCode.None);
        (await bench.EndAsync("t", id, epoch, commit: true)).ShouldBe(ErrorCode.None);
        bench.Read("a").ShouldBe(["x", "y"]);
        bench.Committed("g", "a").ShouldBe(5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decided_outcome_is_completed_in_partitions_and_groups(bool commit)
    {
        (long id, short epoch, Guid topicId) = await LeaveOpenAsync(withGroup: true);
        await BrokerBench.SeedAsync(_files, new TransactionChanged(Prepared(id, epoch, topicId, commit)));
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files);
        bench.Read("a").ShouldBe(commit ? ["x"] : []);
        bench.Log("a").LastStableOffset.ShouldBe(2);
        bench.Committed("g", "a").ShouldBe(commit ? 5 : -1);
        (await bench.EndAsync("t", id, epoch, commit)).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task A_marker_that_a_power_failure_took_is_written_again_with_the_kept_outcome()
    {
        (long id, short epoch, Guid topicId) = await LeaveOpenAsync(withGroup: false);
        TransactionSnapshot prepared = Prepared(id, epoch, topicId, commit: true);
        TransactionSnapshot complete = prepared with { State = TransactionState.CompleteCommit, Partitions = [] };
        await BrokerBench.SeedAsync(_files, new TransactionChanged(prepared), new TransactionCompleted(complete, []));
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files, bootId: "after power failure");
        bench.Read("a").ShouldBe(["x"]);
    }

    [Fact]
    public async Task An_outcome_of_another_transaction_of_the_producer_does_not_fit()
    {
        (long id, short epoch, Guid topicId) = await LeaveOpenAsync(withGroup: false);
        TransactionSnapshot prepared = Prepared(id, epoch, topicId, commit: true) with { Partitions = [new(topicId, 0, 7, 9)] };
        TransactionSnapshot complete = prepared with { State = TransactionState.CompleteCommit, Partitions = [] };
        await BrokerBench.SeedAsync(_files, new TransactionChanged(prepared), new TransactionCompleted(complete, []));
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files);
        bench.Read("a").ShouldBeEmpty();
        bench.Log("a").LastStableOffset.ShouldBe(2);
    }

    [Fact]
    public async Task A_transaction_that_the_control_log_does_not_know_is_aborted_and_its_pending_offsets_dropped()
    {
        await LeaveOpenAsync(withGroup: true);
        await BrokerBench.SeedAsync(_files, new TransactionRemoved("t"));
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files);
        bench.Read("a").ShouldBeEmpty();
        bench.Log("a").LastStableOffset.ShouldBe(2);
        bench.Broker.Log.State.Groups["g"].Pending.ShouldBeEmpty();
        bench.Committed("g", "a").ShouldBe(-1);
    }

    [Fact]
    public async Task After_a_power_failure_every_id_gets_a_new_epoch_and_open_transactions_are_aborted()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files);
        await bench.TopicAsync("a");
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        (long other, short otherEpoch) = await bench.BeginAsync("u", "a", "committed");
        (await bench.EndAsync("u", other, otherEpoch, commit: true)).ShouldBe(ErrorCode.None);
        await bench.RestartAsync("after power failure");
        bench.Read("a").ShouldBe(["committed"]);
        bench.Log("a").LastStableOffset.ShouldBe(bench.Log("a").LogEnd);
        (await bench.EndAsync("u", other, otherEpoch, commit: true)).ShouldBe(ErrorCode.ProducerFenced, "its Ongoing record may be lost");
        (await bench.EndAsync("t", id, epoch, commit: true)).ShouldBe(ErrorCode.ProducerFenced);
        bench.Describe("t").ProducerEpoch.ShouldBe((short)(epoch + 1));
        bench.Describe("u").ProducerEpoch.ShouldBe((short)(otherEpoch + 1));
    }

    [Fact]
    public async Task A_committed_transaction_whose_data_is_gone_is_counted_as_torn()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files);
        Guid topicId = (await bench.TopicAsync("a")).Id;
        await bench.DisposeAsync();
        TransactionSnapshot prepared = Prepared(4, 0, topicId, commit: true) with { Groups = [] };
        await BrokerBench.SeedAsync(_files, new TransactionChanged(prepared));
        await using BrokerBench after = await BrokerBench.OpenAsync(_files, bootId: "after power failure");
        after.Broker.Transactions.TornTransactions.ShouldBe(1);
    }

    [Fact]
    public async Task A_commit_that_the_control_log_lost_is_counted_as_torn_and_one_that_it_knows_is_not()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files);
        await bench.TopicAsync("a");
        (long id, short epoch) = await bench.BeginAsync("known", "a", "x");
        (await bench.EndAsync("known", id, epoch, commit: true)).ShouldBe(ErrorCode.None);
        (id, epoch) = await bench.BeginAsync("t", "a", "y");
        IBrokerFile control = _files.Open(ControlFiles.LogPath(1));
        long length = control.Length;
        bench.Time.Advance(1_000);
        (await bench.EndAsync("t", id, epoch, commit: true)).ShouldBe(ErrorCode.None);
        await bench.DisposeAsync();
        control.Truncate(length);
        await using BrokerBench after = await BrokerBench.OpenAsync(_files, time: bench.Time, bootId: "after power failure");
        after.Broker.Transactions.TornTransactions.ShouldBe(1);
        (await after.EndAsync("t", id, epoch, commit: true)).ShouldBe(ErrorCode.ProducerFenced);
    }

    private static TransactionSnapshot Prepared(long id, short epoch, Guid topicId, bool commit) =>
        new(
            "t",
            id,
            epoch,
            -1,
            -1,
            60_000,
            commit ? TransactionState.PrepareCommit : TransactionState.PrepareAbort,
            [new(topicId, 0, 0, 1)],
            ["g"],
            1,
            1
        );

    /// <summary>A broker killed with record "x" of transactional id "t" at offset 0 of topic "a", and offset 5 pending for group "g".</summary>
    private async Task<(long ProducerId, short Epoch, Guid TopicId)> LeaveOpenAsync(bool withGroup)
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync(_files);
        Guid topicId = (await bench.TopicAsync("a")).Id;
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        if (withGroup)
        {
            (await bench.AddGroupAsync("t", id, epoch, "g")).ShouldBe(ErrorCode.None);
            (await bench.CommitOffsetAsync("t", id, epoch, "g", "a", 5)).ShouldBe(ErrorCode.None);
        }

        return (id, epoch, topicId);
    }
}
