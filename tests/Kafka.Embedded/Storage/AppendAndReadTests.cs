using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

public sealed class AppendAndReadTests : IDisposable
{
    private readonly TestBroker _broker = new();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public void A_batch_gets_the_next_offset_and_the_leader_epoch_and_is_otherwise_kept_byte_for_byte()
    {
        _broker.Append(TestBatch.Of("a", "b")).BaseOffset.ShouldBe(0);
        var sent = TestBatch.Of("c", "d", "e").Encode();
        var original = sent.ToArray();
        var result = _broker.Append(sent);
        (result.Error, result.BaseOffset, result.EndOffset, result.LogAppendTimeMs).ShouldBe((ErrorCode.None, 2, 5, -1));
        var stored = _broker.Log.ReadAll()[1];
        (stored.Header.BaseOffset, stored.Header.LeaderEpoch).ShouldBe((2, 0));
        stored.Bytes[BatchLayout.Magic..].ShouldBe(original[BatchLayout.Magic..]);
        (_broker.Log.LogEnd, _broker.Log.HighWatermark, _broker.Log.LastStableOffset).ShouldBe((5, 5, 5));
    }

    [Fact]
    public void A_read_inside_a_batch_returns_the_whole_batch()
    {
        _broker.Append(TestBatch.Of("a", "b"));
        _broker.Append(TestBatch.Of("c", "d"));
        using var plan = _broker.Log.Read(3, 1000, readCommitted: false, atLeastOneBatch: true);
        plan.Batches().ShouldHaveSingleItem().Header.BaseOffset.ShouldBe(2);
        plan.NextOffset.ShouldBe(4);
    }

    [Fact]
    public void The_first_batch_is_returned_whole_even_if_it_is_larger_than_the_limit_but_only_when_asked_for()
    {
        _broker.Append(TestBatch.Of("a long first value"));
        _broker.Append(TestBatch.Of("b"));
        using var forced = _broker.Log.Read(0, 10, readCommitted: false, atLeastOneBatch: true);
        forced.Batches().Count.ShouldBe(1);
        using var none = _broker.Log.Read(0, 10, readCommitted: false, atLeastOneBatch: false);
        (none.LengthBytes, none.NextOffset, none.HighWatermark).ShouldBe((0, 0, 2));
    }

    [Fact]
    public void A_limit_between_two_batches_keeps_the_first_only()
    {
        var size = TestBatch.Of("a").Encode().Length;
        _broker.Append(TestBatch.Of("a"));
        _broker.Append(TestBatch.Of("b"));
        using var plan = _broker.Log.Read(0, 2 * size - 1, readCommitted: false, atLeastOneBatch: false);
        plan.LengthBytes.ShouldBe(size);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void An_offset_outside_the_log_is_out_of_range(long offset)
    {
        _broker.Append(TestBatch.Of("a"));
        using var plan = _broker.Log.Read(offset, 1000, readCommitted: false, atLeastOneBatch: true);
        (plan.Error, plan.HighWatermark, plan.LastStableOffset, plan.LogStart).ShouldBe((ErrorCode.OffsetOutOfRange, -1, -1, -1));
    }

    [Fact]
    public void A_read_goes_on_over_segments_and_finds_every_offset()
    {
        _broker.Config = new LogConfig { SegmentBytes = 500, IndexIntervalBytes = 100 };
        for (var i = 0; i < 100; i++)
        {
            _broker.Append(TestBatch.Of($"value {i}"));
        }
        _broker.Files.Files(TestBroker.Directory).Count(f => f.EndsWith(".log", StringComparison.Ordinal)).ShouldBeGreaterThan(10);
        _broker.Log.ReadAll().SelectMany(b => b.Values()).ShouldBe(Enumerable.Range(0, 100).Select(i => $"value {i}"));
        for (var offset = 0; offset < 100; offset++)
        {
            using var plan = _broker.Log.Read(offset, 1, readCommitted: false, atLeastOneBatch: true);
            plan.Batches().ShouldHaveSingleItem().Header.BaseOffset.ShouldBe(offset);
        }
    }

    [Fact]
    public void The_broker_sets_the_time_of_batches_on_append_time_topics_and_mends_the_checksum()
    {
        _broker.Config = new LogConfig { LogAppendTime = true };
        var result = _broker.Append(TestBatch.At(5, 6));
        var now = _broker.Time.GetUtcNow().ToUnixTimeMilliseconds();
        result.LogAppendTimeMs.ShouldBe(now);
        var header = _broker.Log.ReadAll()[0].Header;
        (header.IsAppendTime, header.MaxTimestamp).ShouldBe((true, now));
    }

    [Fact]
    public void Listeners_hear_of_appends_until_they_are_removed()
    {
        var listener = new CountingListener();
        _broker.Log.AddListener(listener);
        var sent = TestBatch.Of("a").Encode();
        _broker.Append(sent);
        (listener.Calls, listener.Bytes).ShouldBe((1, sent.Length));
        _broker.Log.RemoveListener(listener);
        _broker.Append(TestBatch.Of("b"));
        listener.Calls.ShouldBe(1);
    }

    [Fact]
    public void Appending_and_reading_at_the_end_allocates_nothing_per_record()
    {
        var few = Enumerable.Range(0, 10).Select(_ => "v").ToArray();
        var many = Enumerable.Range(0, 1000).Select(_ => "v").ToArray();
        Bytes(few);
        Bytes(many).ShouldBeLessThan(Bytes(few) + 500);

        long Bytes(string[] values)
        {
            var batch = TestBatch.Of(values).Encode();
            // The first appends make room in the index and the producer table.
            for (var i = 0; i < 3; i++)
            {
                _broker.Append(batch);
            }
            var before = GC.GetAllocatedBytesForCurrentThread();
            _broker.Append(batch);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
