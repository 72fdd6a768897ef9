using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

public sealed class GroupCommitTests : IDisposable
{
    private readonly SlowFlushFiles _files = new();
    private readonly TestBroker _broker;

    public GroupCommitTests() =>
        _broker = new TestBroker
        {
            Files = _files,
            Options = new LogOptions
            {
                FlushPolicy = FlushPolicy.EveryAck,
                MinFreeBytes = 0,
                FlusherThreads = 2,
            },
        };

    public void Dispose()
    {
        _files.Open();
        _broker.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task The_high_watermark_waits_for_the_flush_and_later_appends_share_the_next_one()
    {
        var log = _broker.Log;
        _files.Close();
        var flushes = _files.Flushes;
        var first = log.FlushedTo(_broker.Append(TestBatch.Of("a")).EndOffset).AsTask();
        await _files.Entered.WaitAsync(TimeSpan.FromSeconds(30));
        var others = Enumerable.Range(0, 10).Select(_ => log.FlushedTo(_broker.Append(TestBatch.Of("b")).EndOffset).AsTask()).ToList();
        (first.IsCompleted, log.HighWatermark, log.LogEnd).ShouldBe((false, 0, 11));
        using (var plan = log.Read(0, 1000, readCommitted: false, atLeastOneBatch: true))
        {
            plan.LengthBytes.ShouldBe(0);
        }
        _files.Open();
        await Task.WhenAll([first, .. others]).WaitAsync(TimeSpan.FromSeconds(30));
        log.HighWatermark.ShouldBe(11);
        (_files.Flushes - flushes).ShouldBe(2);
    }

    [Fact]
    public async Task A_repeat_waits_like_its_original()
    {
        var log = _broker.Log;
        _files.Close();
        var batch = TestBatch.Of("a").From(7, 0, 0);
        _broker.Append(batch);
        var repeat = log.FlushedTo(_broker.Append(batch).EndOffset).AsTask();
        await _files.Entered.WaitAsync(TimeSpan.FromSeconds(30));
        repeat.IsCompleted.ShouldBeFalse();
        _files.Open();
        await repeat.WaitAsync(TimeSpan.FromSeconds(30));
        log.LogEnd.ShouldBe(1);
    }

    [Fact]
    public async Task Deleting_the_topic_releases_those_who_wait()
    {
        var log = _broker.Log;
        _files.Close();
        var waiting = log.FlushedTo(_broker.Append(TestBatch.Of("a")).EndOffset).AsTask();
        await _files.Entered.WaitAsync(TimeSpan.FromSeconds(30));
        var deleting = Task.Run(() => _broker.Manager.DeleteTopic(TestBroker.TopicId));
        _files.Open();
        await deleting.WaitAsync(TimeSpan.FromSeconds(30));
        await Task.WhenAny(waiting).WaitAsync(TimeSpan.FromSeconds(30));
        Should.Throw<BrokerStorageException>(() => log.AppendMarker(1, 0, commit: true));
    }
}
