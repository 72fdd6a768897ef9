using System.Diagnostics;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Cli.Bench;

/// <summary>Measures the process from the first record the application has processed.</summary>
internal sealed class BenchMeter(DataflowApplication application, TimeProvider time)
{
    private long _startedAt;
    private long _endedAt;
    private long _allocated;
    private TimeSpan _cpu;
    private int[] _collections = [0, 0, 0];

    /// <summary>Whether every partition is committed up to these ends; starts measuring at the first record.</summary>
    public bool HasReached(IReadOnlyDictionary<string, long>? ends)
    {
        if (_startedAt == 0 && application.Metrics.RecordsProcessed > 0)
        {
            _startedAt = time.GetTimestamp();
            _allocated = GC.GetTotalAllocatedBytes();
            _cpu = Environment.CpuUsage.TotalTime;
            _collections = Collections();
        }
        _endedAt = time.GetTimestamp();
        if (ends is null)
        {
            return false;
        }
        var committed = application.Tasks.SelectMany(t => t.CommittedOffsets).ToDictionary(o => o.Key, o => o.Value);
        return ends.All(e => e.Value == 0 || committed.GetValueOrDefault(e.Key, -1) >= e.Value);
    }

    public BenchResult Result()
    {
        var metrics = application.Metrics;
        var collections = Collections();
        return new BenchResult
        {
            Records = metrics.RecordsProcessed,
            Seconds = _startedAt == 0 ? 0 : time.GetElapsedTime(_startedAt, _endedAt).TotalSeconds,
            AllocatedBytes = _startedAt == 0 ? 0 : GC.GetTotalAllocatedBytes() - _allocated,
            CpuSeconds = _startedAt == 0 ? 0 : (Environment.CpuUsage.TotalTime - _cpu).TotalSeconds,
            CommitP50Ms = metrics.CommitMsP50,
            CommitP99Ms = metrics.CommitMsP99,
            Commits = metrics.Commits,
            Gen0 = collections[0] - _collections[0],
            Gen1 = collections[1] - _collections[1],
            Gen2 = collections[2] - _collections[2],
        };
    }

    private static int[] Collections() => [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];
}
