using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

/// <summary>The table of spec section 10, row by row.</summary>
public sealed class ProducerTests : IDisposable
{
    private readonly TestBroker _broker = new();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public void A_repeat_of_any_of_the_last_five_batches_gets_its_offset_and_an_older_one_does_not_follow()
    {
        for (var i = 0; i < 6; i++)
        {
            Send(0, 2 * i, "a", "b").BaseOffset.ShouldBe(2 * i);
        }
        for (var i = 1; i < 6; i++)
        {
            Send(0, 2 * i, "a", "b").ShouldBe((ErrorCode.None, 2 * i));
        }
        Send(0, 0, "a", "b").Error.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
        _broker.Log.LogEnd.ShouldBe(12);
    }

    [Fact]
    public void Part_of_a_stored_batch_is_not_a_repeat()
    {
        Send(0, 0, "a", "b");
        Send(0, 0, "a").Error.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
    }

    [Fact]
    public void A_gap_is_refused_and_stores_nothing()
    {
        Send(0, 0, "a");
        Send(0, 2, "b").Error.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
        Send(0, 1, "b").ShouldBe((ErrorCode.None, 1));
    }

    [Fact]
    public void An_unknown_producer_may_begin_anywhere() => Send(3, 500, "a").Error.ShouldBe(ErrorCode.None);

    [Fact]
    public void An_older_epoch_is_refused_and_a_newer_one_begins_at_zero()
    {
        Send(5, 0, "a");
        Send(4, 1, "b").Error.ShouldBe(ErrorCode.InvalidProducerEpoch);
        Send(6, 1, "b").Error.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
        Send(6, 0, "b").Error.ShouldBe(ErrorCode.None);
        Send(5, 0, "a").Error.ShouldBe(ErrorCode.InvalidProducerEpoch);
    }

    [Fact]
    public void Sequences_wrap_to_zero()
    {
        Send(0, int.MaxValue - 1, "a", "b", "c").Error.ShouldBe(ErrorCode.None);
        Send(0, 1, "d").ShouldBe((ErrorCode.None, 3));
        Send(0, int.MaxValue - 1, "a", "b", "c").ShouldBe((ErrorCode.None, 0));
    }

    [Fact]
    public void A_plain_batch_inside_a_transaction_is_refused()
    {
        Send(0, 0, true, "a");
        Send(0, 1, false, "b").Error.ShouldBe(ErrorCode.InvalidTxnState);
    }

    [Fact]
    public void The_coordinator_is_asked_once_at_the_begin_of_a_transaction_in_the_partition()
    {
        var asked = 0;
        _broker.Verdict = (_, _) =>
        {
            asked++;
            return ErrorCode.None;
        };
        Send(0, 0, true, "a");
        Send(0, 1, true, "b");
        asked.ShouldBe(1);
        _broker.Log.AppendMarker(7, 0, commit: true);
        _broker.Verdict = (_, _) => ErrorCode.InvalidTxnState;
        Send(0, 2, true, "c").Error.ShouldBe(ErrorCode.InvalidTxnState);
        Send(0, 1, true, "b").ShouldBe((ErrorCode.None, 1), "a repeat is recognised before anybody is asked");
    }

    [Fact]
    public void An_epoch_that_did_not_open_the_transaction_is_asked_for_although_it_is_open()
    {
        Send(0, 0, true, "a");
        _broker.Verdict = (_, epoch) => epoch == 0 ? ErrorCode.None : ErrorCode.InvalidProducerEpoch;
        Send(1, 0, true, "b").Error.ShouldBe(ErrorCode.InvalidProducerEpoch);
        Send(0, 1, true, "b").ShouldBe((ErrorCode.None, 1), "the transaction goes on under its own");
    }

    [Fact]
    public void The_coordinators_refusal_comes_before_the_epoch_check()
    {
        Send(5, 0, "a");
        _broker.Verdict = (_, _) => ErrorCode.InvalidProducerIdMapping;
        Send(4, 1, true, "b").Error.ShouldBe(ErrorCode.InvalidProducerIdMapping);
    }

    [Fact]
    public void A_marker_of_the_same_epoch_keeps_the_window_and_one_of_a_newer_epoch_clears_it()
    {
        Send(0, 0, true, "a");
        _broker.Log.AppendMarker(7, 0, commit: true);
        Send(0, 0, true, "a").ShouldBe((ErrorCode.None, 0));
        Send(0, 1, true, "b").Error.ShouldBe(ErrorCode.None);
        _broker.Log.AppendMarker(7, 1, commit: false);
        Send(0, 2, true, "c").Error.ShouldBe(ErrorCode.InvalidProducerEpoch);
        Send(1, 3, true, "c").Error.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
        Send(1, 0, true, "c").Error.ShouldBe(ErrorCode.None);
    }

    [Fact]
    public void Time_unused_expires_a_producer_but_not_one_in_a_transaction_and_record_times_do_not_matter()
    {
        Send(0, 0, "a");
        _broker.Append(TestBatch.Of("t").From(8, 0, 0, transactional: true));
        _broker.Time.Advance(TimeSpan.FromHours(25));
        _broker.Manager.ApplyRetention();
        _broker.Log.ActiveProducers().ShouldHaveSingleItem().ProducerId.ShouldBe(8);
        Send(0, 77, "b").Error.ShouldBe(ErrorCode.None);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_window_is_the_same_after_a_restart(bool clean)
    {
        for (var i = 0; i < 7; i++)
        {
            Send(0, i, "a");
        }
        _broker.Reopen(clean);
        for (var i = 2; i < 7; i++)
        {
            Send(0, i, "a").ShouldBe((ErrorCode.None, i));
        }
        Send(0, 1, "a").Error.ShouldBe(ErrorCode.OutOfOrderSequenceNumber);
        Send(0, 7, "a").ShouldBe((ErrorCode.None, 7));
    }

    [Fact]
    public void The_producers_of_a_partition_are_bounded()
    {
        _broker.Options = _broker.Options with { MaxProducersPerPartition = 10 };
        for (var id = 0; id < 50; id++)
        {
            _broker.Time.Advance(TimeSpan.FromSeconds(1));
            _broker.Append(TestBatch.Of("a").From(id, 0, 0));
        }
        _broker.Log.ActiveProducers().Count.ShouldBeLessThanOrEqualTo(10);
        _broker.Log.ActiveProducers().ShouldContain(p => p.ProducerId == 49);
    }

    private (ErrorCode Error, long BaseOffset) Send(short epoch, int sequence, params string[] values) =>
        Send(epoch, sequence, false, values);

    private (ErrorCode Error, long BaseOffset) Send(short epoch, int sequence, bool transactional, params string[] values)
    {
        var result = _broker.Append(TestBatch.Of(values).From(7, epoch, sequence, transactional));
        return (result.Error, result.BaseOffset);
    }
}
