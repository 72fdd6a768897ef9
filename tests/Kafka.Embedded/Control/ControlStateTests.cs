using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using static NbaPipeline.Kafka.Embedded.Tests.Control.SampleEntries;

namespace NbaPipeline.Kafka.Embedded.Tests.Control;

public sealed class ControlStateTests
{
    private readonly ControlState _state = new();
    private long _sequence;

    public ControlStateTests() => Apply(new TopicCreated(TopicId, "töpic", 3, 1, new Dictionary<string, string>()));

    [Fact]
    public void Deleting_a_topic_takes_its_log_starts_and_all_its_offsets()
    {
        Apply(new LogStartMoved(TopicId, 0, 5));
        Apply(new OffsetsCommitted("g", [Offset(1)]));
        Apply(new OffsetsPending("g", 9, [Offset(2)]));
        Apply(new TopicDeleted(TopicId));
        _state.LogStarts.ShouldBeEmpty();
        _state.Groups["g"].Offsets.ShouldBeEmpty();
        _state.Groups["g"].Pending.ShouldBeEmpty();
    }

    [Fact]
    public void Offsets_of_a_topic_deleted_meanwhile_do_not_come_back()
    {
        Apply(new OffsetsPending("g", 4, [Offset(2)]));
        Apply(new TopicDeleted(TopicId));
        Apply(new OffsetsCommitted("g", [Offset(1)]));
        Apply(new TransactionCompleted(Transaction(TransactionState.CompleteCommit), [new("g", [Offset(2)])]));
        _state.Groups["g"].Offsets.ShouldBeEmpty();
    }

    [Fact]
    public void A_pending_offset_replaces_only_an_older_committed_one()
    {
        Apply(new OffsetsPending("g", 4, [Offset(10, partition: 0), Offset(11, partition: 1)]));
        Apply(new OffsetsCommitted("g", [Offset(20, partition: 1)]));
        Apply(new TransactionCompleted(Transaction(TransactionState.CompleteCommit), [new("g", [Offset(10, 0), Offset(11, 1)])]));
        _state.Groups["g"].Offsets[new(TopicId, 0)].Offset.Offset.ShouldBe(10);
        _state.Groups["g"].Offsets[new(TopicId, 1)].Offset.Offset.ShouldBe(20);
        _state.Groups["g"].Pending.ShouldBeEmpty();
    }

    [Fact]
    public void An_aborted_transaction_drops_its_pending_offsets()
    {
        Apply(new OffsetsPending("g", 4, [Offset(10)]));
        Apply(new TransactionCompleted(Transaction(TransactionState.CompleteAbort), [new("g", [])]));
        _state.Groups["g"].Offsets.ShouldBeEmpty();
        _state.Groups["g"].Pending.ShouldBeEmpty();
    }

    [Fact]
    public void A_group_that_returns_starts_above_every_removed_generation()
    {
        Apply(new GroupGeneration("g", 7, "consumer"));
        Apply(new GroupGeneration("h", 3, "consumer"));
        Apply(new GroupRemoved("g"));
        Apply(new GroupRemoved("h"));
        _state.GenerationFloor.ShouldBe(7);
        Apply(new OffsetsCommitted("g", []));
        _state.Groups["g"].Generation.ShouldBe(7);
    }

    [Fact]
    public void An_outcome_is_kept_until_the_flush_after_its_completion()
    {
        Apply(new TransactionChanged(Transaction(TransactionState.PrepareCommit)));
        long prepared = _sequence;
        _state.MarkersFlushed(_sequence);
        _state.Outcomes[prepared].CompleteSequence.ShouldBe(0);
        Apply(new TransactionCompleted(Transaction(TransactionState.CompleteCommit), []));
        _state.MarkersFlushed(_sequence - 1);
        _state.Outcomes[prepared].Commit.ShouldBeTrue();
        _state.MarkersFlushed(_sequence);
        _state.Outcomes.ShouldBeEmpty();
    }

    [Fact]
    public void Log_starts_and_producer_ids_never_go_back()
    {
        Apply(new LogStartMoved(TopicId, 0, 5));
        Apply(new LogStartMoved(TopicId, 0, 4));
        Apply(new ProducerIdBlock(2000));
        Apply(new ProducerIdBlock(1000));
        _state.LogStarts[new(TopicId, 0)].ShouldBe(5);
        _state.NextProducerId.ShouldBe(2000);
    }

    [Fact]
    public void The_entries_of_a_state_rebuild_it_with_the_sequences_of_its_offsets()
    {
        foreach (ControlEntry entry in All.Where(entry => entry is not (TopicDeleted or GroupRemoved or TransactionRemoved)))
        {
            Apply(entry);
        }

        Apply(new OffsetsCommitted("other", [Offset(1, 0)]));
        Apply(new OffsetsPending("other", 5, [Offset(2, 0)]));
        Apply(new OffsetsPending("other", 5, [Offset(2, 1)]));
        Apply(new TransactionChanged(Transaction(TransactionState.PrepareAbort, "u")));
        var copy = new ControlState();
        foreach ((long sequence, ControlEntry entry) in _state.ToEntries())
        {
            copy.Apply(entry, sequence);
        }

        StateText.Of(copy).ShouldBe(StateText.Of(_state));
        copy.Groups["other"].Pending[5][new(TopicId, 1)].Sequence.ShouldBe(_sequence - 1);
        copy.Outcomes.Keys.ShouldBe(_state.Outcomes.Keys);
    }

    private void Apply(ControlEntry entry) => _state.Apply(entry, ++_sequence);
}
