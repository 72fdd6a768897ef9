using System.Buffers.Binary;
using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Serialisation;

namespace NbaPipeline.Dataflow.State;

/// <summary>
/// One overlay table per window start, oldest first. A window start older than stream time minus retention is expired: it is no
/// longer served, and its entries get tombstones in the changelog, at most <see cref="TombstonesPerCommit"/> per commit.
/// Changelog key: key bytes, then the window start as 8 bytes big-endian.
/// </summary>
internal sealed partial class WindowStore<TKey, TValue>(
    string name,
    long windowSizeMs,
    long retentionMs,
    ISerde<TKey> keySerde,
    ISerde<TValue> valueSerde,
    bool logged
) : StateStore(name, logged), IWindowStore<TKey, TValue>
{
    internal const int TombstonesPerCommit = 10_000;

    private readonly SortedList<long, OverlayTable<TKey, TValue>> _segments = [];
    private readonly ScratchBuffer _key = new();
    private readonly ScratchBuffer _value = new();
    private readonly List<int> _tombstoned = [];
    private long _lastStartMs = long.MinValue;
    private OverlayTable<TKey, TValue>? _lastSegment;

    public long WindowSizeMs => windowSizeMs;

    /// <summary>Live segments, oldest first.</summary>
    internal IEnumerable<KeyValuePair<long, OverlayTable<TKey, TValue>>> Segments => _segments.Where(s => s.Key >= OldestLiveStartMs);

    /// <summary>All segments, oldest first; one that expired since the last commit may still hold changes.</summary>
    internal IEnumerable<KeyValuePair<long, OverlayTable<TKey, TValue>>> AllSegments => _segments;

    internal long OldestLiveStartMs =>
        Context.StreamTimeMs < long.MinValue + retentionMs ? long.MinValue : Context.StreamTimeMs - retentionMs;

    public bool TryGet(TKey key, long windowStartMs, out TValue value)
    {
        value = default!;
        if (windowStartMs < OldestLiveStartMs || !_segments.TryGetValue(windowStartMs, out var segment))
        {
            return false;
        }
        var index = segment.Find(key);
        if (index < 0 || !segment[index].IsLive)
        {
            return false;
        }
        value = segment[index].Live;
        return true;
    }

    public bool Put(TKey key, long windowStartMs, TValue value)
    {
        if (windowStartMs < OldestLiveStartMs)
        {
            return false;
        }
        var segment = Segment(windowStartMs);
        Context.EffectCount++;
        segment.Put(segment.FindOrAdd(key), value, Context.RecordTimestampMs);
        return true;
    }

    public IEnumerable<KeyValue<long, TValue>> Fetch(TKey key, long fromMs, long toMs)
    {
        foreach (var (start, segment) in Segments)
        {
            if (start < fromMs || start > toMs)
            {
                continue;
            }
            var index = segment.Find(key);
            if (index >= 0 && segment[index].IsLive)
            {
                yield return new KeyValue<long, TValue>(start, segment[index].Live);
            }
        }
    }

    /// <summary>The table of a window start, made when absent; most calls hit the same window as the one before.</summary>
    internal OverlayTable<TKey, TValue> Segment(long windowStartMs)
    {
        if (_lastStartMs == windowStartMs && _lastSegment is not null)
        {
            return _lastSegment;
        }
        if (!_segments.TryGetValue(windowStartMs, out var segment))
        {
            segment = new OverlayTable<TKey, TValue>();
            _segments.Add(windowStartMs, segment);
        }
        _lastStartMs = windowStartMs;
        _lastSegment = segment;
        return segment;
    }

    /// <summary>All live entries of a window in the order of their key bytes.</summary>
    internal IEnumerable<KeyValue<TKey, TValue>> Entries(long windowStartMs) =>
        _segments.TryGetValue(windowStartMs, out var segment) ? SortedEntries.Of(segment, keySerde, null, null) : [];

    public override void Restore(in ClientMessage message)
    {
        var start = BinaryPrimitives.ReadInt64BigEndian(message.KeySpan[^8..]);
        var key = keySerde.Deserialize(message.KeySpan[..^8]);
        if (message.ValueLength >= 0)
        {
            var segment = Segment(start);
            segment.SetCommitted(segment.FindOrAdd(key), valueSerde.Deserialize(message.ValueSpan), message.TimestampMs);
        }
        else if (_segments.TryGetValue(start, out var segment) && segment.Find(key) is >= 0 and var index)
        {
            segment.Remove(index);
        }
    }
}
