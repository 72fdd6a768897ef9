using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Tests.Control;

namespace NbaPipeline.Kafka.Embedded.Tests.Transactions;

/// <summary>AddPartitionsToTxn, AddOffsetsToTxn, TxnOffsetCommit, EndTxn and the check of produce requests (spec sections 11.2, 11.4, 11.5).</summary>
public sealed class TransactionStepTests
{
    [Fact]
    public async Task A_committed_transaction_is_visible_in_all_partitions_and_its_group_when_EndTxn_answers()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        await bench.TopicAsync("a", 2);
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        (await bench.AddPartitionAsync("t", id, epoch, "a", 1)).ShouldBe(ErrorCode.None);
        bench.Produce("t", id, epoch, 0, "a", "y", partition: 1).ShouldBe(ErrorCode.None);
        (await bench.AddGroupAsync("t", id, epoch, "g")).ShouldBe(ErrorCode.None);
        (await bench.CommitOffsetAsync("t", id, epoch, "g", "a", 17)).ShouldBe(ErrorCode.None);
        bench.Read("a").ShouldBeEmpty();
        bench.Committed("g", "a").ShouldBe(-1);

        (await bench.EndAsync("t", id, epoch, commit: true)).ShouldBe(ErrorCode.None);
        bench.Read("a").ShouldBe(["x"]);
        bench.Read("a", 1).ShouldBe(["y"]);
        bench.Committed("g", "a").ShouldBe(17);
        await bench.RestartAsync();
        bench.Read("a").ShouldBe(["x"]);
        bench.Committed("g", "a").ShouldBe(17);
    }

    [Fact]
    public async Task An_aborted_transaction_leaves_nothing_in_partitions_or_group()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        await bench.TopicAsync("a");
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        await bench.AddGroupAsync("t", id, epoch, "g");
        await bench.CommitOffsetAsync("t", id, epoch, "g", "a", 17);
        (await bench.EndAsync("t", id, epoch, commit: false)).ShouldBe(ErrorCode.None);
        bench.Read("a").ShouldBeEmpty();
        bench.Log("a").LastStableOffset.ShouldBe(2);
        bench.Committed("g", "a").ShouldBe(-1);
    }

    [Fact]
    public async Task EndTxn_answers_a_repeat_of_the_same_outcome_and_refuses_the_other()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        await bench.TopicAsync("a");
        foreach (bool commit in new[] { true, false })
        {
            (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
            (await bench.EndAsync("t", id, epoch, commit)).ShouldBe(ErrorCode.None);
            (await bench.EndAsync("t", id, epoch, commit)).ShouldBe(ErrorCode.None);
            (await bench.EndAsync("t", id, epoch, !commit)).ShouldBe(ErrorCode.InvalidTxnState);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EndTxn_of_an_empty_transaction_is_refused(bool commit)
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        InitProducerIdResponse init = await bench.InitAsync("t");
        (await bench.EndAsync("t", init.ProducerId, 0, commit)).ShouldBe(ErrorCode.InvalidTxnState);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_markers_cannot_be_written_steps_are_told_to_come_back_and_the_next_tick_finishes(bool commit)
    {
        var files = new FailingFiles(new MemoryFiles()) { Affects = path => path.EndsWith(".log", StringComparison.Ordinal) };
        await using BrokerBench bench = await BrokerBench.OpenAsync(files);
        await bench.TopicAsync("a");
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        files.FailWrites = 1;
        (await bench.EndAsync("t", id, epoch, commit)).ShouldBe(ErrorCode.ConcurrentTransactions);
        bench.Describe("t").TransactionState.ShouldBe(commit ? "PrepareCommit" : "PrepareAbort");
        (await bench.EndAsync("t", id, epoch, commit)).ShouldBe(ErrorCode.ConcurrentTransactions);
        (await bench.EndAsync("t", id, epoch, !commit)).ShouldBe(ErrorCode.InvalidTxnState);
        (await bench.AddPartitionAsync("t", id, epoch, "a")).ShouldBe(ErrorCode.ConcurrentTransactions);
        (await bench.AddGroupAsync("t", id, epoch, "g")).ShouldBe(ErrorCode.ConcurrentTransactions);
        (await bench.InitAsync("t")).ErrorCode.ShouldBe((short)ErrorCode.ConcurrentTransactions);
        bench.Broker.Transactions.Verify("t", id, epoch, bench.Log("a").TopicId, 0, 10).ShouldBe(ErrorCode.NotEnoughReplicas);

        await bench.Broker.Transactions.TickAsync();
        (await bench.EndAsync("t", id, epoch, commit)).ShouldBe(ErrorCode.None);
        bench.Read("a").ShouldBe(commit ? ["x"] : []);
    }

    [Fact]
    public async Task A_step_that_cannot_be_recorded_changes_nothing()
    {
        var files = new FailingFiles(new MemoryFiles()) { Affects = path => path.EndsWith(".ctl", StringComparison.Ordinal) };
        await using BrokerBench bench = await BrokerBench.OpenAsync(files);
        await bench.TopicAsync("a");
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        files.FailWrites = 1;
        (await bench.EndAsync("t", id, epoch, commit: true)).ShouldBe(ErrorCode.CoordinatorNotAvailable);
        bench.Describe("t").TransactionState.ShouldBe("Ongoing");
        bench.Produce("t", id, epoch, 1, "a", "y").ShouldBe(ErrorCode.None);
        (await bench.EndAsync("t", id, epoch, commit: true)).ShouldBe(ErrorCode.None);
        bench.Read("a").ShouldBe(["x", "y"]);
    }

    [Fact]
    public async Task Steps_name_what_is_wrong_with_their_producer()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        await bench.TopicAsync("a");
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        foreach ((string tid, long pid, short e, short version, ErrorCode expected) in Wrong(id, epoch))
        {
            (await bench.AddPartitionAsync(tid, pid, e, "a", version: version)).ShouldBe(expected);
            (await bench.AddGroupAsync(tid, pid, e, "g", version)).ShouldBe(expected);
            (await bench.EndAsync(tid, pid, e, commit: true, version)).ShouldBe(expected);
        }

        (await bench.CommitOffsetAsync("", id, epoch, "g", "a", 1)).ShouldBe(ErrorCode.InvalidRequest);
        (await bench.CommitOffsetAsync("u", id, epoch, "g", "a", 1)).ShouldBe(ErrorCode.InvalidProducerIdMapping);
        (await bench.CommitOffsetAsync("t", id, 9, "g", "a", 1)).ShouldBe(ErrorCode.InvalidProducerEpoch);
    }

    [Fact]
    public async Task One_unknown_partition_refuses_all_and_adds_none()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        await bench.TopicAsync("a");
        InitProducerIdResponse init = await bench.InitAsync("t");
        AddPartitionsToTxnResponse response = await bench.Broker.Transactions.AddPartitionsAsync(
            new()
            {
                TransactionalId = "t",
                ProducerId = init.ProducerId,
                ProducerEpoch = 0,
                Topics = [new() { Name = "a", Partitions = [0, 1] }, new() { Name = "b", Partitions = [0] }],
            },
            new(3, "", "", CancellationToken.None)
        );
        response
            .Results.SelectMany(topic => topic.ResultsByPartition.Select(partition => (ErrorCode)partition.PartitionErrorCode))
            .ShouldBe([ErrorCode.OperationNotAttempted, ErrorCode.UnknownTopicOrPartition, ErrorCode.UnknownTopicOrPartition]);
        bench.Describe("t").TransactionState.ShouldBe("Empty");
    }

    [Fact]
    public async Task Offsets_are_taken_only_for_a_group_of_an_ongoing_transaction()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        await bench.TopicAsync("a");
        InitProducerIdResponse init = await bench.InitAsync("t");
        (await bench.CommitOffsetAsync("t", init.ProducerId, 0, "g", "a", 1)).ShouldBe(ErrorCode.InvalidTxnState);
        await bench.AddGroupAsync("t", init.ProducerId, 0, "g");
        (await bench.CommitOffsetAsync("t", init.ProducerId, 0, "other", "a", 1)).ShouldBe(ErrorCode.InvalidTxnState);
        (await bench.CommitOffsetAsync("t", init.ProducerId, 0, "g", "a", 1)).ShouldBe(ErrorCode.None);
    }

    [Fact]
    public async Task A_produce_request_is_checked_against_id_epoch_state_and_partition()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        Guid topicId = (await bench.TopicAsync("a", 2)).Id;
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        ErrorCode Verify(string? tid, long pid, short e, int partition, short version) =>
            bench.Broker.Transactions.Verify(tid, pid, e, topicId, partition, version);
        Verify("t", id, epoch, 0, 10).ShouldBe(ErrorCode.None);
        Verify("u", id, epoch, 0, 10).ShouldBe(ErrorCode.InvalidProducerIdMapping);
        Verify(null, id, epoch, 0, 10).ShouldBe(ErrorCode.InvalidProducerIdMapping);
        Verify("t", id + 1, epoch, 0, 10).ShouldBe(ErrorCode.InvalidProducerIdMapping);
        Verify("t", id, 9, 1, 10).ShouldBe(ErrorCode.InvalidProducerEpoch);
        Verify("t", id, epoch, 1, 10).ShouldBe(ErrorCode.InvalidTxnState);
        Verify("t", id, epoch, 1, 11).ShouldBe(ErrorCode.TransactionAbortable);
        await bench.EndAsync("t", id, epoch, commit: true);
        Verify("t", id, epoch, 0, 10).ShouldBe(ErrorCode.InvalidTxnState);
    }

    [Fact]
    public async Task A_topic_deleted_inside_a_transaction_does_not_hold_up_its_end()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        await bench.TopicAsync("a");
        await bench.TopicAsync("b");
        (long id, short epoch) = await bench.BeginAsync("t", "a", "x");
        await bench.AddPartitionAsync("t", id, epoch, "b");
        bench.Produce("t", id, epoch, 0, "b", "y").ShouldBe(ErrorCode.None);
        (await bench.Broker.Topics.DeleteAsync("a")).ShouldBe(ErrorCode.None);
        await bench.TopicAsync("a");
        (await bench.EndAsync("t", id, epoch, commit: true)).ShouldBe(ErrorCode.None);
        bench.Read("b").ShouldBe(["y"]);
        bench.Log("a").LogEnd.ShouldBe(0, "the recreated topic must not get the old one's marker");
    }

    [Fact]
    public async Task Views_show_state_partitions_age_and_unknown_filters()
    {
        await using BrokerBench bench = await BrokerBench.OpenAsync();
        await bench.TopicAsync("a");
        (long id, _) = await bench.BeginAsync("t", "a", "x");
        await bench.InitAsync("u");
        bench.Time.Advance(5_000);
        bench.Describe("t").Topics.Single().Partitions.ShouldBe([0]);
        bench.Describe("none").ErrorCode.ShouldBe((short)ErrorCode.TransactionalIdNotFound);
        ListTransactionsResponse listed = bench.Broker.Transactions.List(
            new() { StateFilters = ["Ongoing", "Odd"], DurationFilter = 4_999 }
        );
        listed.UnknownStateFilters.ShouldBe(["Odd"]);
        listed.TransactionStates.Single().ProducerId.ShouldBe(id);
        bench.Broker.Transactions.List(new() { DurationFilter = 5_000 }).TransactionStates.ShouldBeEmpty();
        bench.Broker.Transactions.List(new() { ProducerIdFilters = [id + 1] }).TransactionStates.Single().TransactionalId.ShouldBe("u");
    }

    private static IEnumerable<(string, long, short, short, ErrorCode)> Wrong(long id, short epoch) =>
        [
            ("", id, epoch, 3, ErrorCode.InvalidRequest),
            ("u", id, epoch, 3, ErrorCode.InvalidProducerIdMapping),
            ("t", id + 1, epoch, 3, ErrorCode.InvalidProducerIdMapping),
            ("t", id, 9, 3, ErrorCode.ProducerFenced),
            ("t", id, 9, 2, ErrorCode.ProducerFenced),
            ("t", id, 9, 1, ErrorCode.InvalidProducerEpoch),
        ];
}
