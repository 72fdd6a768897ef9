using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Threads;

/// <summary>Plain counters of one thread; readers on other threads may see them a moment late.</summary>
internal sealed class ThreadMetrics
{
    private const int Samples = 4096;
    private readonly long[] _dropped = new long[3];
    private readonly double[] _commitMs = new double[Samples];

    public long RecordsProcessed { get; set; }

    public long RecordsProduced { get; set; }

    public long RecordsDeadLettered { get; set; }

    public long Commits { get; private set; }

    public long Aborts { get; set; }

    public long Rebuilds { get; set; }

    public long RecordsRestored { get; set; }

    public long Dropped(DropReason reason) => _dropped[(int)reason];

    public void CountDropped(DropReason reason) => _dropped[(int)reason]++;

    public void CountCommit(double durationMs) => _commitMs[Commits++ % Samples] = durationMs;

    /// <summary>Duration of the last commits at a quantile from 0 to 1, milliseconds.</summary>
    public double CommitMs(double quantile)
    {
        var count = (int)Math.Min(Commits, Samples);
        if (count == 0)
        {
            return 0;
        }
        var sorted = _commitMs.AsSpan(0, count).ToArray();
        Array.Sort(sorted);
        return sorted[(int)Math.Min(count - 1, quantile * count)];
    }
}
