using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Dataflow;
using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Testing;
using NbaPipeline.Dataflow.Testing.Simulation;
using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Benchmarks.Engine;

/// <summary>
/// One commit of a stream thread: changelog of each changed key, offsets, end of the transaction, overlay to base. Over a cluster in
/// memory, so it is the engine's share; the round trips of a broker come on top.
/// </summary>
[MemoryDiagnoser]
public class CommitBenchmarks : IDisposable
{
    private const int CommitMs = 100;
    private readonly SimulatedCluster _cluster = new();
    private readonly ManualTime _time = new();
    private StreamThread _thread = null!;

    /// <summary>Keys of the store that changed since the commit before.</summary>
    [Params(1, 1_000)]
    public int ChangedKeys { get; set; }

    [GlobalSetup]
    public void Open()
    {
        var builder = new StreamsBuilder();
        builder
            .Stream("in", Consumed.With(Serdes.Int64, Serdes.Int64))
            .GroupByKey(Grouped.With("by key", Serdes.Int64, Serdes.Int64))
            .Count("counts")
            .ToStream("changes")
            .To("out", Produced.With(Serdes.Int64, Serdes.Int64));
        _cluster.CreateTopic("in", 1);
        _cluster.CreateTopic("out", 1);
        var options = new DataflowOptions { ApplicationId = "app", CommitIntervalMs = CommitMs };
        using var admin = _cluster.CreateAdmin("bench");
        var binding = TopologyBinder.Bind(builder.Build(), options, admin);
        var settings = new StreamThreadSettings(binding, options, "bench", 0, _cluster, _time, RestoreInline: true);
        _thread = new StreamThread(settings, NullLogger.Instance);
        _thread.Open();
    }

    /// <summary>Records are processed here, so that the measured cycle has nothing to do but commit.</summary>
    [IterationSetup]
    public void Process()
    {
        for (var key = 0; key < ChangedKeys; key++)
        {
            _cluster.Append("in", 0, Bytes(key), Bytes(1), timestampMs: 1);
        }
        while (_thread.RunOnce(0)) { }
        _time.Advance(TimeSpan.FromMilliseconds(CommitMs));
    }

    [Benchmark]
    public long Commit()
    {
        var commits = _thread.Metrics.Commits;
        _thread.RunOnce(0);
        return _thread.Metrics.Commits == commits + 1 ? commits : throw new InvalidOperationException("there was nothing to commit");
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _thread.Dispose();
        GC.SuppressFinalize(this);
    }

    private static byte[] Bytes(long value)
    {
        var bytes = new byte[sizeof(long)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
