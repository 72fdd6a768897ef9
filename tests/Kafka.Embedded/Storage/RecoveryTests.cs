using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

public sealed class RecoveryTests : IDisposable
{
    private readonly TestBroker _broker = new()
    {
        Config = new LogConfig { SegmentBytes = 500, IndexIntervalBytes = 100 },
    };

    public void Dispose() => _broker.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_log_is_the_same_after_a_stop_clean_or_not(bool clean)
    {
        for (var i = 0; i < 20; i++)
        {
            _broker.Append(TestBatch.Of($"value {i}").From(7, 0, i, transactional: true)).Error.ShouldBe(ErrorCode.None);
            if (i % 3 == 2)
            {
                _broker.Log.AppendMarker(7, 0, commit: i % 2 == 0);
            }
        }
        var before = _broker.Log.ReadAll().SelectMany(b => b.Bytes).ToArray();
        var stable = _broker.Log.LastStableOffset;
        var log = _broker.Reopen(clean);
        log.ReadAll().SelectMany(b => b.Bytes).ToArray().ShouldBe(before);
        (log.LastStableOffset, log.LeaderEpoch).ShouldBe((stable, 0));
        log.FindOpenTransaction(7).ShouldNotBeNull().FirstOffset.ShouldBe(stable);
        _broker.Append(TestBatch.Of("value 19").From(7, 0, 19, transactional: true)).EndOffset.ShouldBe(log.LogEnd);
        _broker.Append(TestBatch.Of("more").From(7, 0, 20, transactional: true)).EndOffset.ShouldBe(log.LogEnd);
    }

    [Fact]
    public void Half_a_batch_at_the_end_is_cut_kept_aside_and_begins_a_new_leader_epoch()
    {
        _broker.Append(TestBatch.Of("a"));
        _broker.Append(TestBatch.Of("b"));
        _broker.Stop(clean: false);
        var path = $"{TestBroker.Directory}/{0:D20}.log";
        using (var file = _broker.Files.Open(path))
        {
            file.Truncate(file.Length - 3);
        }
        var log = _broker.Start();
        (log.LogEnd, log.LeaderEpoch, log.Recovery.HasNewEpoch).ShouldBe((1, 1, true));
        log.Recovery.CutBytes.ShouldBeGreaterThan(0);
        _broker.Files.FileExists(path + ".cut").ShouldBeTrue();
        log.EndOffsetFor(0).ShouldBe((0, 1));
        _broker.Append(TestBatch.Of("c")).BaseOffset.ShouldBe(1);
        log.ReadAll()[^1].Header.LeaderEpoch.ShouldBe(1);
        _broker.Reopen().LeaderEpoch.ShouldBe(1);
    }
}
