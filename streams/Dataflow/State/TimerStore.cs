using System.Buffers.Binary;
using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Serialisation;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.State;

/// <summary>
/// Timers in an overlay table, with a heap over the live ones. The heap may hold timers that are gone; they are skipped when they
/// surface. Changelog key: time as 8 bytes big-endian, then the key bytes; value: one byte.
/// </summary>
internal sealed class TimerStore<TKey>(string name, ISerde<TKey> keySerde, bool logged)
    : StateStore(name, logged),
        ITimerStore<TKey>,
        IDueTimers
{
    private static readonly byte[] Present = [1];
    private readonly OverlayTable<TimerKey, bool> _table = new();
    private readonly PriorityQueue<TimerKey, TimerKey> _heap = new();
    private readonly ScratchBuffer _key = new();

    public Action<TKey, long>? OnDue { get; set; }

    public string Owner => Name;

    public long NextDueMs
    {
        get
        {
            while (_heap.TryPeek(out var timer, out _))
            {
                if (IsLive(timer))
                {
                    return timer.TimeMs;
                }
                _heap.Dequeue();
            }
            return long.MaxValue;
        }
    }

    public void Set(TKey key, long timeMs)
    {
        var timer = new TimerKey(timeMs, SortedEntries.Bytes(keySerde, key));
        var index = _table.FindOrAdd(timer);
        if (_table[index].IsLive)
        {
            return;
        }
        Context.EffectCount++;
        _table.Put(index, true, timeMs);
        _heap.Enqueue(timer, timer);
        Context.TimerVersion++;
    }

    public bool Cancel(TKey key, long timeMs)
    {
        var index = _table.Find(new TimerKey(timeMs, SortedEntries.Bytes(keySerde, key)));
        if (index < 0 || !_table[index].IsLive)
        {
            return false;
        }
        Context.EffectCount++;
        _table.Delete(index, Context.RecordTimestampMs);
        return true;
    }

    /// <summary>Removes the next timer and calls back.</summary>
    public void FireNext()
    {
        _ = NextDueMs;
        var timer = _heap.Dequeue();
        Context.EffectCount++;
        _table.Delete(_table.Find(timer), timer.TimeMs);
        var onDue =
            OnDue
            ?? throw new InvalidOperationException(
                $"Timer store '{Name}' of task {Context.TaskId} has a due timer but no OnDue; set it in the processor's Init."
            );
        onDue(keySerde.Deserialize(timer.KeyBytes), timer.TimeMs);
    }

    public override void Attach(TaskContext context)
    {
        base.Attach(context);
        context.Timers.Add(this);
    }

    public override void WriteChangelog(IChangelogWriter changelog)
    {
        for (var d = 0; d < _table.DirtyCount; d++)
        {
            ref var entry = ref _table[_table.DirtyAt(d)];
            if (entry.IsDeleted && !entry.WasCommitted)
            {
                continue;
            }
            _key.Reset();
            BinaryPrimitives.WriteInt64BigEndian(_key.GetSpan(8), entry.Key.TimeMs ^ long.MinValue);
            _key.Advance(8);
            entry.Key.KeyBytes.CopyTo(_key.GetSpan(entry.Key.KeyBytes.Length));
            _key.Advance(entry.Key.KeyBytes.Length);
            if (entry.IsDeleted)
            {
                changelog.Delete(_key.Written, entry.PendingTimestampMs);
            }
            else
            {
                changelog.Put(_key.Written, Present, entry.PendingTimestampMs);
            }
        }
    }

    public override void Commit(long changelogEndOffset) => _table.Commit();

    public override void Rollback()
    {
        _table.Rollback();
        RebuildHeap();
    }

    public override void Restore(in ClientMessage message)
    {
        var key = message.KeySpan;
        var timer = new TimerKey(BinaryPrimitives.ReadInt64BigEndian(key) ^ long.MinValue, key[8..].ToArray());
        if (message.ValueLength >= 0)
        {
            _table.SetCommitted(_table.FindOrAdd(timer), true, message.TimestampMs);
        }
        else if (_table.Find(timer) is >= 0 and var index)
        {
            _table.Remove(index);
        }
    }

    public override void Restored() => RebuildHeap();

    private bool IsLive(TimerKey timer) => _table.Find(timer) is >= 0 and var index && _table[index].IsLive;

    private void RebuildHeap()
    {
        _heap.Clear();
        for (var i = 0; i < _table.Used; i++)
        {
            ref var entry = ref _table[i];
            if ((entry.Flags & OverlayEntry<TimerKey, bool>.InUse) != 0 && entry.IsLive)
            {
                _heap.Enqueue(entry.Key, entry.Key);
            }
        }
    }
}
