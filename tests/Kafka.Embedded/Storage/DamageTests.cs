using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

/// <summary>Flipped bytes outside the tail cost nothing else (spec section 21.4, invariant 13).</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TestBroker _broker = new()
    {
        Config = new LogConfig { SegmentBytes = 600, IndexIntervalBytes = 100 },
    };

    public DamageTests()
    {
        for (var i = 0; i < 40; i++)
        {
            _broker.Append(TestBatch.At(1000 + i).From(7, 0, i, transactional: true)).Error.ShouldBe(ErrorCode.None);
            if (i % 4 == 3)
            {
                _broker.Log.AppendMarker(7, 0, commit: i % 8 == 3);
            }
        }
    }

    public void Dispose() => _broker.Dispose();

    [Theory]
    [InlineData(".idx")]
    [InlineData(".aborted")]
    [InlineData("producers-")]
    public void Damaged_sidecars_are_made_anew_at_the_next_start(string kind)
    {
        var expected = Everything();
        _broker.Stop(clean: false);
        foreach (var name in Names(kind).SkipLast(kind == ".idx" ? 1 : 0))
        {
            Flip(name, 20);
        }
        _broker.Start();
        Everything().ShouldBe(expected);
        _broker.Reopen();
        Everything().ShouldBe(expected);
    }

    [Fact]
    public void An_index_damaged_while_running_is_searched_without_and_made_anew()
    {
        var expected = Everything();
        _broker.Reopen();
        foreach (var name in Names(".idx"))
        {
            Flip(name, IndexHead.SizeBytes + 3);
        }
        Everything().ShouldBe(expected);
        _broker.Manager.ApplyRetention();
        _broker.Reopen();
        Everything().ShouldBe(expected);
    }

    [Fact]
    public void A_damaged_batch_in_a_closed_segment_answers_a_storage_error_and_the_rest_is_there()
    {
        var second = LogPaths.BaseOffsetOf(Names(".log")[1], ".log");
        _broker.Stop(clean: false);
        Flip(Names(".log")[1], BatchLayout.Magic);
        _broker.Start();
        using var damaged = _broker.Log.Read(second, 1, readCommitted: false, atLeastOneBatch: true);
        damaged.Error.ShouldBe(ErrorCode.KafkaStorageError);
        using var before = _broker.Log.Read(0, 1, readCommitted: false, atLeastOneBatch: true);
        before.Batches().ShouldHaveSingleItem();
        var third = LogPaths.BaseOffsetOf(Names(".log")[2], ".log");
        using var after = _broker.Log.Read(third, 1, readCommitted: false, atLeastOneBatch: true);
        after.Batches()[0].Header.BaseOffset.ShouldBe(third);
    }

    [Fact]
    public void A_lost_epoch_list_is_read_from_the_batches_and_the_counter_goes_on()
    {
        _broker.UncleanStarts = 4;
        _broker.Reopen(powerLoss: true).LeaderEpoch.ShouldBe(5);
        var start = _broker.Log.LogEnd;
        _broker.Append(TestBatch.Of("a"));
        _broker.Stop(clean: false);
        _broker.Files.DeleteFile($"{TestBroker.Directory}/{LogPaths.Epochs}");
        var log = _broker.Start();
        log.LeaderEpoch.ShouldBe(6);
        log.EndOffsetFor(0).ShouldBe((0, start));
        log.EndOffsetFor(5).ShouldBe((5, start + 1));
        log.EndOffsetFor(7).ShouldBe((-1, -1));
    }

    [Fact]
    public void A_log_that_lost_its_end_below_its_start_goes_on_empty_at_its_start()
    {
        _broker.Log.DeleteRecords(-1);
        var start = _broker.Log.LogStart;
        _broker.Stop(clean: false);
        var last = Names(".log")[^1];
        using (var file = _broker.Files.Open($"{TestBroker.Directory}/{last}"))
        {
            file.Truncate(0);
        }
        var log = _broker.Start(powerLoss: true);
        (log.LogStart, log.LogEnd, log.LastStableOffset).ShouldBe((start, start, start));
        log.LeaderEpoch.ShouldBeGreaterThan(0);
        _broker.Append(TestBatch.Of("a")).BaseOffset.ShouldBe(start);
        _broker.Reopen().LogEnd.ShouldBe(start + 1);
    }

    private string Everything()
    {
        var log = _broker.Log;
        List<string> lines = [$"{log.LogStart} {log.LastStableOffset} {log.LogEnd}"];
        for (var offset = log.LogStart; offset < log.LogEnd; offset++)
        {
            using var plan = log.Read(offset, 300, readCommitted: true, atLeastOneBatch: true);
            lines.Add($"{offset} {Convert.ToHexString(plan.Bytes())} {string.Join(",", plan.Aborted!)}");
        }
        lines.AddRange(Enumerable.Range(0, 50).Select(i => log.FindByTimestamp(990 + i, readCommitted: false).ToString()));
        lines.AddRange(log.ActiveProducers().Select(p => $"{p.ProducerId} {p.Epoch} {p.LastSequence} {p.TransactionFirstOffset}"));
        return string.Join('\n', lines);
    }

    private List<string> Names(string kind) =>
        [.. _broker.Files.Files(TestBroker.Directory).Where(n => n.Contains(kind, StringComparison.Ordinal))];

    private void Flip(string name, int position)
    {
        using var file = _broker.Files.Open($"{TestBroker.Directory}/{name}");
        var at = Math.Min(position, file.Length - 1);
        Span<byte> bytes = stackalloc byte[1];
        file.Read(at, bytes);
        bytes[0] ^= 0xFF;
        file.Write(at, bytes);
    }
}
