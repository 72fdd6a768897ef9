using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Testing;
using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Dataflow.Tests.Allocation;

/// <summary>Between two commits the engine itself allocates nothing per record.</summary>
public class AllocationPerRecordTests
{
    private const int Records = 200_000;

    [Fact]
    public void A_stateless_path_allocates_nothing_per_record() =>
        Measure(builder =>
                builder
                    .Stream("in", Consumed.With(Serdes.Borrowed, Serdes.Borrowed))
                    .Filter("all", (_, value) => value.Length > 0)
                    .Map("swap", (key, value) => new KeyValue<BorrowedBytes, BorrowedBytes>(value, key))
                    .To("out", Produced.With(Serdes.Borrowed, Serdes.Borrowed))
            )
            .ShouldBe(0);

    [Fact]
    public void A_count_allocates_nothing_per_record() =>
        Measure(builder =>
                builder
                    .Stream("in", Consumed.With(Serdes.Int64, Serdes.Borrowed))
                    .GroupByKey(Grouped.With("by key", Serdes.Int64, Serdes.Borrowed))
                    .Count("counts")
                    .ToStream("changes")
                    .To("out", Produced.With(Serdes.Int64, Serdes.Int64))
            )
            .ShouldBe(0);

    [Fact]
    public void A_windowed_count_allocates_nothing_per_record_within_a_window() =>
        Measure(builder =>
                builder
                    .Stream("in", Consumed.With(Serdes.Int64, Serdes.Borrowed))
                    .GroupByKey(Grouped.With("by key", Serdes.Int64, Serdes.Borrowed))
                    .WindowedBy(TimeWindows.OfSizeAndGrace(TimeSpan.FromDays(1), TimeSpan.Zero))
                    .Count(Materialized<long, long>.As("windows"))
                    .ToStream("keys", (window, _) => window.Key)
                    .Filter("none", (_, _) => false)
            )
            .ShouldBe(0);

    private static long Measure(Action<StreamsBuilder> define)
    {
        var builder = new StreamsBuilder();
        define(builder);
        var options = new DataflowOptions { ApplicationId = "app" };
        var supplier = new EndlessSupplier(keys: 500);
        var binding = TopologyBinder.Bind(builder.Build(), options, supplier);
        using var thread = new StreamThread(
            new StreamThreadSettings(binding, options, "p", 0, supplier, new ManualTime(), RestoreInline: false),
            NullLogger.Instance
        );
        thread.Open();
        // The restore thread hands the task over; from then on each cycle processes a whole batch.
        SpinWait.SpinUntil(() => thread.RunOnce(0) && thread.Metrics.RecordsProcessed > Records, TimeSpan.FromSeconds(60)).ShouldBeTrue();
        var target = thread.Metrics.RecordsProcessed + Records;
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (thread.Metrics.RecordsProcessed < target)
        {
            thread.RunOnce(0);
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
