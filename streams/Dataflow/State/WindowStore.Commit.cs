using System.Buffers.Binary;

namespace NbaPipeline.Dataflow.State;

internal sealed partial class WindowStore<TKey, TValue>
{
    public override void WriteChangelog(IChangelogWriter changelog)
    {
        foreach (var (start, segment) in _segments)
        {
            for (var d = 0; d < segment.DirtyCount; d++)
            {
                Write(changelog, start, ref segment[segment.DirtyAt(d)]);
            }
        }
        ExpireOldest(changelog);
    }

    public override void Commit(long changelogEndOffset)
    {
        if (_tombstoned.Count > 0)
        {
            var oldest = _segments.Values[0];
            foreach (var index in _tombstoned)
            {
                oldest.Remove(index);
            }
            _tombstoned.Clear();
        }
        foreach (var segment in _segments.Values)
        {
            segment.Commit();
        }
        while (_segments.Count > 0 && _segments.Keys[0] < OldestLiveStartMs && _segments.Values[0].Count == 0)
        {
            _segments.RemoveAt(0);
            _lastSegment = null;
        }
    }

    public override void Rollback()
    {
        _tombstoned.Clear();
        foreach (var segment in _segments.Values)
        {
            segment.Rollback();
        }
    }

    private void Write(IChangelogWriter changelog, long start, ref OverlayEntry<TKey, TValue> entry)
    {
        WriteKey(entry.Key, start);
        if (entry.IsDeleted)
        {
            changelog.Delete(_key.Written, entry.PendingTimestampMs);
            return;
        }
        _value.Reset();
        valueSerde.Serialize(entry.Pending, _value);
        changelog.Put(_key.Written, _value.Written, entry.PendingTimestampMs);
    }

    // Only entries of the base expire here: dirty ones of an expired window are first committed, then expire with a later commit.
    private void ExpireOldest(IChangelogWriter changelog)
    {
        if (_segments.Count == 0 || _segments.Keys[0] >= OldestLiveStartMs)
        {
            return;
        }
        var start = _segments.Keys[0];
        var segment = _segments.Values[0];
        for (var i = 0; i < segment.Used && _tombstoned.Count < TombstonesPerCommit; i++)
        {
            ref var entry = ref segment[i];
            if ((entry.Flags & OverlayEntry<TKey, TValue>.InUse) == 0 || entry.IsDirty || !entry.WasCommitted)
            {
                continue;
            }
            if (Logged)
            {
                WriteKey(entry.Key, start);
                changelog.Delete(_key.Written, Context.StreamTimeMs);
            }
            _tombstoned.Add(i);
        }
    }

    private void WriteKey(TKey key, long start)
    {
        _key.Reset();
        keySerde.Serialize(key, _key);
        BinaryPrimitives.WriteInt64BigEndian(_key.GetSpan(8), start);
        _key.Advance(8);
    }
}
