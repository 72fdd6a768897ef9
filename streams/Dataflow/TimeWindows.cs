namespace NbaPipeline.Dataflow;

/// <summary>Tumbling windows aligned to the epoch.</summary>
public sealed record TimeWindows
{
    private TimeWindows(long sizeMs, long graceMs)
    {
        SizeMs = sizeMs;
        GraceMs = graceMs;
    }

    public long SizeMs { get; }

    /// <summary>How long after its end a window still takes records; later ones are dropped and counted.</summary>
    public long GraceMs { get; }

    /// <summary>Windows of a size that take late records for the grace period.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive or the grace is negative.</exception>
    public static TimeWindows OfSizeAndGrace(TimeSpan size, TimeSpan grace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.TotalMilliseconds, 1, nameof(size));
        ArgumentOutOfRangeException.ThrowIfNegative(grace.TotalMilliseconds, nameof(grace));
        return new TimeWindows((long)size.TotalMilliseconds, (long)grace.TotalMilliseconds);
    }

    internal long StartOf(long timestampMs) => timestampMs - FloorMod(timestampMs, SizeMs);

    private static long FloorMod(long value, long size)
    {
        var rest = value % size;
        return rest < 0 ? rest + size : rest;
    }
}
