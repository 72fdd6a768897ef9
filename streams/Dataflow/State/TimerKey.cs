namespace NbaPipeline.Dataflow.State;

/// <summary>A timer: its time and the bytes of its key, ordered by both.</summary>
internal sealed class TimerKey(long timeMs, byte[] keyBytes) : IComparable<TimerKey>, IEquatable<TimerKey>
{
    public long TimeMs { get; } = timeMs;

    public byte[] KeyBytes { get; } = keyBytes;

    public int CompareTo(TimerKey? other) =>
        other is null ? 1
        : TimeMs != other.TimeMs ? TimeMs.CompareTo(other.TimeMs)
        : KeyBytes.AsSpan().SequenceCompareTo(other.KeyBytes);

    public bool Equals(TimerKey? other) => other is not null && TimeMs == other.TimeMs && KeyBytes.AsSpan().SequenceEqual(other.KeyBytes);

    public override bool Equals(object? obj) => Equals(obj as TimerKey);

    public override int GetHashCode() => HashCode.Combine(TimeMs, ByteArrayComparer.Instance.GetHashCode(KeyBytes));
}
