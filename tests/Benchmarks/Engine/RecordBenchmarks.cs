using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Dataflow;
using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Testing;
using NbaPipeline.Dataflow.Tests.Allocation;
using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Benchmarks.Engine;

/// <summary>
/// The engine's share of a record, from the client's batch to the client's produce call, over clients in memory that do nothing. What the
/// Kafka clients add is measured by <c>client BOOTSTRAP</c>. Per record; commits are not in it.
/// </summary>
[MemoryDiagnoser]
public class RecordBenchmarks : IDisposable
{
    private const int Records = 102_400;
    private StreamThread _thread = null!;

    [GlobalSetup(Target = nameof(Dequeue))]
    public void OpenDequeue() =>
        Open(builder => builder.Stream("in", Consumed.With(Serdes.Borrowed, Serdes.Borrowed)).Filter("none", (_, _) => false));

    [GlobalSetup(Target = nameof(DequeueAndProduce))]
    public void OpenProduce() =>
        Open(builder =>
            builder.Stream("in", Consumed.With(Serdes.Borrowed, Serdes.Borrowed)).To("out", Produced.With(Serdes.Borrowed, Serdes.Borrowed))
        );

    [GlobalSetup(Target = nameof(DequeueCountAndProduce))]
    public void OpenCount() =>
        Open(builder =>
            builder
                .Stream("in", Consumed.With(Serdes.Int64, Serdes.Borrowed))
                .GroupByKey(Grouped.With("by key", Serdes.Int64, Serdes.Borrowed))
                .Count("counts")
                .ToStream("changes")
                .To("out", Produced.With(Serdes.Int64, Serdes.Int64))
        );

    [GlobalCleanup]
    public void Dispose()
    {
        _thread.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public long Dequeue() => Run();

    [Benchmark(OperationsPerInvoke = Records)]
    public long DequeueAndProduce() => Run();

    [Benchmark(OperationsPerInvoke = Records)]
    public long DequeueCountAndProduce() => Run();

    private void Open(Action<StreamsBuilder> define)
    {
        var builder = new StreamsBuilder();
        define(builder);
        var options = new DataflowOptions { ApplicationId = "app" };
        var supplier = new EndlessSupplier(keys: 500);
        var binding = TopologyBinder.Bind(builder.Build(), options, supplier);
        var settings = new StreamThreadSettings(binding, options, "p", 0, supplier, new ManualTime(), RestoreInline: true);
        _thread = new StreamThread(settings, NullLogger.Instance);
        _thread.Open();
    }

    private long Run()
    {
        var target = _thread.Metrics.RecordsProcessed + Records;
        while (_thread.Metrics.RecordsProcessed < target)
        {
            _thread.RunOnce(0);
        }
        return target;
    }
}
