using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

public sealed class TimeSearchTests : IDisposable
{
    private readonly TestBroker _broker = new()
    {
        Config = new LogConfig { SegmentBytes = 400, IndexIntervalBytes = 100 },
    };

    public void Dispose() => _broker.Dispose();

    [Fact]
    public void The_first_record_with_such_a_time_is_found_inside_its_batch()
    {
        _broker.Append(TestBatch.At(100, 300, 200));
        _broker.Append(TestBatch.At(50, 400));
        Find(150).ShouldBe((1, 300));
        Find(300).ShouldBe((1, 300));
        Find(301).ShouldBe((4, 400));
        Find(401).ShouldBe((-1, -1));
        Find(0).ShouldBe((0, 100));
    }

    [Fact]
    public void The_largest_time_is_found_with_its_first_record()
    {
        _broker.Log.FindLargestTimestamp(readCommitted: false).ShouldBe(OffsetAndTimestamp.None);
        _broker.Append(TestBatch.At(100, 900, 200));
        _broker.Append(TestBatch.At(900, 400));
        _broker.Log.FindLargestTimestamp(readCommitted: false).ShouldBe(new OffsetAndTimestamp(1, 900, 0));
    }

    [Fact]
    public void Records_before_the_log_start_do_not_count()
    {
        _broker.Append(TestBatch.At(100, 900, 200));
        _broker.Append(TestBatch.At(300));
        _broker.Log.DeleteRecords(2);
        Find(100).ShouldBe((2, 200));
        _broker.Log.FindLargestTimestamp(readCommitted: false).ShouldBe(new OffsetAndTimestamp(3, 300, 0));
    }

    [Fact]
    public void What_readers_of_committed_data_cannot_see_is_not_found_for_them()
    {
        _broker.Append(TestBatch.At(100));
        _broker.Append(TestBatch.At(200).From(1, 0, 0, transactional: true));
        _broker.Log.FindByTimestamp(200, readCommitted: true).ShouldBe(OffsetAndTimestamp.None);
        _broker.Log.FindLargestTimestamp(readCommitted: true).ShouldBe(OffsetAndTimestamp.None);
        _broker.Log.FindByTimestamp(200, readCommitted: false).Offset.ShouldBe(1);
        _broker.Log.FindByTimestamp(100, readCommitted: true).Offset.ShouldBe(0);
    }

    [Fact]
    public void Compressed_batches_answer_with_their_first_offset_and_largest_time()
    {
        _broker.Append(TestBatch.At(100, 300) with { ExtraAttributes = 4 });
        Find(200).ShouldBe((0, 300));
    }

    [Fact]
    public void Records_without_time_are_not_found()
    {
        _broker.Append(TestBatch.At(-1));
        Find(0).ShouldBe((-1, -1));
        _broker.Log.FindLargestTimestamp(readCommitted: false).ShouldBe(OffsetAndTimestamp.None);
    }

    private (long Offset, long TimestampMs) Find(long timestamp)
    {
        var found = _broker.Log.FindByTimestamp(timestamp, readCommitted: false);
        return (found.Offset, found.TimestampMs);
    }
}
