namespace NbaPipeline.Topologies;

/// <summary>Event times as records carry them: milliseconds since the epoch, UTC.</summary>
internal static class EventTime
{
    public static DateTimeOffset Instant(long timeMs) => DateTimeOffset.FromUnixTimeMilliseconds(timeMs);

    public static long Milliseconds(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();
}
