using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

public sealed class RetentionTests : IDisposable
{
    private readonly TestBroker _broker = new()
    {
        Config = new LogConfig { SegmentBytes = 250, FileDeleteDelayMs = 60_000 },
    };

    public void Dispose() => _broker.Dispose();

    [Fact]
    public void Nothing_goes_by_age_unless_asked_however_old_the_records_are()
    {
        Fill(10, ageMs: 10L * 365 * 86_400_000);
        _broker.Manager.ApplyRetention();
        _broker.Log.LogStart.ShouldBe(0);
    }

    [Fact]
    public void Segments_older_than_the_retention_time_go_and_the_active_one_too()
    {
        Fill(10, ageMs: 5000);
        _broker.Log.Config = _broker.Config with { RetentionMs = 4000 };
        _broker.Manager.ApplyRetention();
        (_broker.Log.LogStart, _broker.RecordedLogStart, _broker.Log.LogEnd, _broker.Log.SizeBytes).ShouldBe((10, 10, 10, 0));
        _broker.Append(TestBatch.Of("next")).BaseOffset.ShouldBe(10);
        _broker.Reopen().LogStart.ShouldBe(10);
    }

    [Fact]
    public void The_oldest_segments_go_while_the_others_alone_fill_the_retention_size()
    {
        Fill(20, ageMs: 0);
        _broker.Log.Config = _broker.Config with { RetentionBytes = 500 };
        _broker.Manager.ApplyRetention();
        _broker.Log.SizeBytes.ShouldBeInRange(500, 800);
        _broker.Log.LogStart.ShouldBeGreaterThan(0);
        _broker.Log.ReadAll()[0].Header.BaseOffset.ShouldBe(_broker.Log.LogStart);
    }

    [Fact]
    public void An_open_transaction_keeps_its_segments()
    {
        _broker.Append(TestBatch.Of("open").From(1, 0, 0, transactional: true));
        Fill(10, ageMs: 5000);
        _broker.Log.Config = _broker.Config with { RetentionMs = 1000, RetentionBytes = 0 };
        _broker.Time.Advance(TimeSpan.FromHours(1));
        _broker.Manager.ApplyRetention();
        _broker.Log.LogStart.ShouldBe(0);
    }

    [Fact]
    public void Removed_files_stay_renamed_for_their_delay_and_readers_finish_on_them()
    {
        Fill(20, ageMs: 0);
        using var plan = _broker.Log.Read(0, 100, readCommitted: false, atLeastOneBatch: true);
        _broker.Log.DeleteRecords(15).ShouldBe((ErrorCode.None, 15));
        Deleted().ShouldNotBeEmpty();
        plan.Batches()[0].Header.BaseOffset.ShouldBe(0);
        _broker.Manager.ApplyRetention();
        Deleted().ShouldNotBeEmpty();
        _broker.Time.Advance(TimeSpan.FromSeconds(61));
        _broker.Manager.ApplyRetention();
        Deleted().ShouldBeEmpty();
    }

    [Fact]
    public void Deleting_records_moves_the_start_into_a_segment_and_tells_listeners_after_it_was_recorded()
    {
        Fill(3, ageMs: 0);
        var listener = new CountingListener();
        _broker.Log.AddListener(listener);
        _broker.Log.DeleteRecords(1).ShouldBe((ErrorCode.None, 1));
        (_broker.RecordedLogStart, listener.Calls).ShouldBe((1, 1));
        using var below = _broker.Log.Read(0, 100, readCommitted: false, atLeastOneBatch: true);
        below.Error.ShouldBe(ErrorCode.OffsetOutOfRange);
        _broker.Log.DeleteRecords(0).ShouldBe((ErrorCode.None, 1));
        _broker.Log.DeleteRecords(-1).ShouldBe((ErrorCode.None, 3));
        _broker.Log.DeleteRecords(4).Error.ShouldBe(ErrorCode.OffsetOutOfRange);
        _broker.Log.DeleteRecords(-2).Error.ShouldBe(ErrorCode.OffsetOutOfRange);
        _broker.Reopen().LogStart.ShouldBe(3);
    }

    [Fact]
    public void The_stable_offset_is_never_below_the_log_start()
    {
        _broker.Append(TestBatch.Of("open").From(1, 0, 0, transactional: true));
        Fill(2, ageMs: 0);
        _broker.Log.DeleteRecords(2);
        _broker.Log.LastStableOffset.ShouldBe(2);
    }

    [Fact]
    public void A_segment_is_rolled_when_its_first_append_is_old()
    {
        _broker.Config = new LogConfig { SegmentMs = 1000 };
        _broker.Append(TestBatch.Of("a"));
        _broker.Time.Advance(TimeSpan.FromMilliseconds(999));
        _broker.Append(TestBatch.Of("b"));
        Logs().Count.ShouldBe(1);
        _broker.Time.Advance(TimeSpan.FromMilliseconds(1));
        _broker.Append(TestBatch.Of("c"));
        Logs().Count.ShouldBe(2);
    }

    private void Fill(int batches, long ageMs)
    {
        var time = _broker.Time.GetUtcNow().ToUnixTimeMilliseconds() - ageMs;
        for (var i = 0; i < batches; i++)
        {
            _broker.Append(TestBatch.At(time)).Error.ShouldBe(ErrorCode.None);
        }
    }

    private List<string> Deleted() =>
        [.. _broker.Files.Files(TestBroker.Directory).Where(f => f.EndsWith(".deleted", StringComparison.Ordinal))];

    private List<string> Logs() => [.. _broker.Files.Files(TestBroker.Directory).Where(f => f.EndsWith(".log", StringComparison.Ordinal))];
}
