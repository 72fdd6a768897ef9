namespace NbaPipeline.Dataflow.Tasks;

internal sealed class WallClockPunctuation(long intervalMs, Action<long> punctuate)
{
    public long IntervalMs { get; } = intervalMs;

    public Action<long> Punctuate { get; } = punctuate;

    /// <summary>Unset (0) until the first look at the clock.</summary>
    public long NextMs { get; set; }
}
