using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

public sealed class TransactionTests : IDisposable
{
    private readonly TestBroker _broker = new();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public void Readers_of_committed_data_stop_before_the_oldest_open_transaction()
    {
        Send(1, 0, "a");
        Send(2, 0, "b");
        _broker.Append(TestBatch.Of("plain"));
        _broker.Log.LastStableOffset.ShouldBe(0);
        _broker.Log.AppendMarker(1, 0, commit: true).ShouldBe(3);
        _broker.Log.LastStableOffset.ShouldBe(1);
        _broker.Log.ReadAll(readCommitted: true).ShouldHaveSingleItem();
        _broker.Log.AppendMarker(2, 0, commit: false);
        _broker.Log.LastStableOffset.ShouldBe(5);
        _broker.Log.HighWatermark.ShouldBe(5);
    }

    [Fact]
    public void An_aborted_transaction_is_listed_for_every_range_that_touches_it_and_not_for_others()
    {
        Send(1, 0, "a");
        _broker.Append(TestBatch.Of("plain"));
        _broker.Log.AppendMarker(1, 0, commit: false);
        _broker.Append(TestBatch.Of("later"));
        Aborted(0).ShouldBe([new AbortedTransaction(1, 0)]);
        Aborted(2).ShouldBe([new AbortedTransaction(1, 0)]);
        Aborted(3).ShouldBeEmpty();
        using var uncommitted = _broker.Log.Read(0, 1000, readCommitted: false, atLeastOneBatch: true);
        uncommitted.Aborted.ShouldBeNull();
    }

    [Fact]
    public void A_marker_without_data_lists_nothing()
    {
        _broker.Log.AppendMarker(1, 0, commit: false);
        Aborted(0).ShouldBeEmpty();
        _broker.Log.ActiveProducers().ShouldHaveSingleItem().LastSequence.ShouldBe(-1);
    }

    [Fact]
    public void A_marker_is_a_control_batch_with_a_right_checksum_and_takes_one_offset()
    {
        _broker.Log.AppendMarker(5, 3, commit: true);
        var marker = _broker.Log.ReadAll().ShouldHaveSingleItem();
        var header = marker.Header;
        (header.Attributes, header.ProducerId, header.ProducerEpoch, header.BaseSequence, header.Count).ShouldBe(
            ((short)0x30, 5, (short)3, -1, 1)
        );
        ControlBatch.ReadOutcome(marker.Bytes).ShouldBe(true);
        var walker = new RecordWalker(marker.Bytes.AsSpan(BatchLayout.Records));
        walker.TryNext().ShouldBeTrue();
        walker.Key.ToArray().ShouldBe([0, 0, 0, 1]);
        walker.Value.ToArray().ShouldBe([0, 0, 0, 0, 0, 0]);
        walker.TryNext().ShouldBeFalse();
        walker.IsMalformed.ShouldBeFalse();
    }

    [Fact]
    public void Open_transactions_tell_where_they_began_and_where_the_log_ends()
    {
        _broker.Append(TestBatch.Of("plain"));
        Send(2, 0, "a");
        Send(1, 0, "b");
        _broker.Log.FindOpenTransaction(1).ShouldBe(new OpenTransaction(1, 0, 2, 3));
        _broker.Log.OpenTransactions().Select(t => t.ProducerId).ShouldBe([2, 1]);
        _broker.Log.FindOpenTransaction(9).ShouldBeNull();
    }

    [Fact]
    public void Listeners_hear_when_a_marker_moves_the_stable_offset()
    {
        Send(1, 0, "a");
        var listener = new CountingListener();
        _broker.Log.AddListener(listener);
        _broker.Log.AppendMarker(1, 0, commit: true);
        (listener.Calls, listener.Bytes).ShouldBe((1, ControlBatch.SizeBytes));
    }

    private IReadOnlyList<AbortedTransaction> Aborted(long from)
    {
        using var plan = _broker.Log.Read(from, 1 << 20, readCommitted: true, atLeastOneBatch: true);
        return plan.Aborted.ShouldNotBeNull();
    }

    private void Send(long producerId, int sequence, string value) =>
        _broker.Append(TestBatch.Of(value).From(producerId, 0, sequence, transactional: true)).BaseOffset.ShouldBeGreaterThanOrEqualTo(0);
}
