using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage.Model;

/// <summary>The invariants of spec section 21.4 that one partition can show, against the model.</summary>
internal static class LogChecks
{
    public static void ShouldMatch(this PartitionLog log, ModelLog model)
    {
        (
            log.LogStart <= log.LastStableOffset && log.LastStableOffset <= log.HighWatermark && log.HighWatermark <= log.LogEnd
        ).ShouldBeTrue();
        (log.LogStart, log.LastStableOffset, log.LogEnd).ShouldBe((model.Start, model.LastStableOffset, model.End));
        var stored = log.ReadAll();
        stored.Select(b => (b.Header.BaseOffset, b.Header.LastOffset + 1)).ShouldBe(model.Visible.Select(b => (b.BaseOffset, b.EndOffset)));
        stored
            .SelectMany(b => b.Bytes[BatchLayout.Magic..])
            .SequenceEqual(model.Visible.SelectMany(b => b.Content))
            .ShouldBeTrue("byte for byte");
        Transactions(log, model);
        CommittedReads(log, model, 1);
        CommittedReads(log, model, 700);
        Times(log, model);
    }

    private static void Transactions(PartitionLog log, ModelLog model)
    {
        var open = log.OpenTransactions();
        open.ToDictionary(t => t.ProducerId, t => t.FirstOffset).ShouldBe(model.OpenTransactions(), ignoreOrder: true);
        open.Select(t => t.FirstOffset).ShouldBeInOrder();
    }

    private static void CommittedReads(PartitionLog log, ModelLog model, int maxBytes)
    {
        for (var offset = log.LogStart; offset <= log.HighWatermark; offset++)
        {
            using var plan = log.Read(offset, maxBytes, readCommitted: true, atLeastOneBatch: true);
            plan.Error.ShouldBe(ErrorCode.None);
            plan.NextOffset.ShouldBeLessThanOrEqualTo(Math.Max(offset, log.LastStableOffset));
            (plan.LengthBytes > 0).ShouldBe(offset < log.LastStableOffset);
            if (plan.LengthBytes > 0)
            {
                var expected = model.Aborted(offset, plan.NextOffset);
                plan.Aborted!.Select(a => (a.ProducerId, a.FirstOffset))
                    .ShouldBe(expected, $"aborted transactions in [{offset}, {plan.NextOffset})");
            }
        }
    }

    private static void Times(PartitionLog log, ModelLog model)
    {
        var largest = log.FindLargestTimestamp(readCommitted: false);
        (largest.Offset, largest.TimestampMs).ShouldBe(model.Largest());
        foreach (
            var timestamp in model.Visible.SelectMany(b => b.Timestamps).Where((_, i) => i % 7 == 0).SelectMany(t => new[] { t, t + 1 })
        )
        {
            var found = log.FindByTimestamp(timestamp, readCommitted: false);
            (found.Offset, found.TimestampMs).ShouldBe(model.FirstAt(timestamp), $"the first record at {timestamp}");
        }
    }
}
