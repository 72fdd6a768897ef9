namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Result of a look-up by time; all -1 when nothing fits.</summary>
internal readonly record struct OffsetAndTimestamp(long Offset, long TimestampMs, int LeaderEpoch)
{
    public static OffsetAndTimestamp None { get; } = new(-1, -1, -1);
}
