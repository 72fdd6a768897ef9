using System.Numerics;
using System.Runtime.CompilerServices;

namespace NbaPipeline.Dataflow.State;

/// <summary>
/// A hash table whose entries hold the committed value and, while dirty, the pending one beside it: base and overlay in one look-up.
/// The list of dirty entries is the overlay; commit and rollback walk it once. Chained, entries in insertion order, slots reused.
/// </summary>
internal sealed class OverlayTable<TKey, TValue>
{
    private readonly IEqualityComparer<TKey>? _comparer = KeyComparers.For<TKey>();
    private int[] _buckets = new int[16];
    private OverlayEntry<TKey, TValue>[] _entries = new OverlayEntry<TKey, TValue>[16];
    private int[] _dirty = new int[16];
    private int _used;
    private int _free = -1;

    /// <summary>Keys with a live (pending or else committed) value.</summary>
    public int Count { get; private set; }

    public int DirtyCount { get; private set; }

    public int Used => _used;

    public ref OverlayEntry<TKey, TValue> this[int index] => ref _entries[index];

    public int DirtyAt(int position) => _dirty[position];

    /// <summary>Index of the entry of a key, -1 when there is none; an entry may be without a live value.</summary>
    public int Find(TKey key)
    {
        var hash = Hash(key);
        var entries = _entries;
        for (var i = _buckets[hash & (uint)(_buckets.Length - 1)] - 1; i >= 0; i = entries[i].Next)
        {
            if (entries[i].Hash == hash && Equal(entries[i].Key, key))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>Index of the entry of a key, made when absent.</summary>
    public int FindOrAdd(TKey key)
    {
        var hash = Hash(key);
        ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        var entries = _entries;
        for (var i = bucket - 1; i >= 0; i = entries[i].Next)
        {
            if (entries[i].Hash == hash && Equal(entries[i].Key, key))
            {
                return i;
            }
        }
        return Add(key, hash);
    }

    public void Put(int index, TValue value, long timestampMs)
    {
        ref var entry = ref _entries[index];
        if (!entry.IsLive)
        {
            Count++;
        }
        MarkDirty(index, ref entry);
        entry.Pending = value;
        entry.PendingTimestampMs = timestampMs;
        entry.Flags = (byte)((entry.Flags & ~OverlayEntry<TKey, TValue>.PendingDelete) | OverlayEntry<TKey, TValue>.Dirty);
    }

    public void Delete(int index, long timestampMs)
    {
        ref var entry = ref _entries[index];
        if (!entry.IsLive)
        {
            return;
        }
        Count--;
        MarkDirty(index, ref entry);
        entry.Pending = default!;
        entry.PendingTimestampMs = timestampMs;
        entry.Flags |= OverlayEntry<TKey, TValue>.PendingDelete;
    }

    /// <summary>Sets the committed value directly (restore).</summary>
    public void SetCommitted(int index, TValue value, long timestampMs)
    {
        ref var entry = ref _entries[index];
        if (!entry.IsLive)
        {
            Count++;
        }
        entry.Committed = value;
        entry.CommittedTimestampMs = timestampMs;
        entry.Flags |= OverlayEntry<TKey, TValue>.HasCommitted;
    }

    /// <summary>Removes an entry with its committed value (restore, expiry).</summary>
    public void Remove(int index)
    {
        if (_entries[index].IsLive)
        {
            Count--;
        }
        Unlink(index);
    }

    public void Commit()
    {
        for (var d = 0; d < DirtyCount; d++)
        {
            ref var entry = ref _entries[_dirty[d]];
            if ((entry.Flags & OverlayEntry<TKey, TValue>.PendingDelete) != 0)
            {
                Unlink(_dirty[d]);
                continue;
            }
            entry.Committed = entry.Pending;
            entry.CommittedTimestampMs = entry.PendingTimestampMs;
            entry.Flags = OverlayEntry<TKey, TValue>.HasCommitted | OverlayEntry<TKey, TValue>.InUse;
            entry.Pending = default!;
        }
        DirtyCount = 0;
    }

    public void Rollback()
    {
        for (var d = 0; d < DirtyCount; d++)
        {
            ref var entry = ref _entries[_dirty[d]];
            var wasLive = entry.IsLive;
            var isLive = (entry.Flags & OverlayEntry<TKey, TValue>.HasCommitted) != 0;
            Count += (isLive ? 1 : 0) - (wasLive ? 1 : 0);
            entry.Flags &= OverlayEntry<TKey, TValue>.HasCommitted | OverlayEntry<TKey, TValue>.InUse;
            entry.Pending = default!;
            if (!isLive)
            {
                Unlink(_dirty[d]);
            }
        }
        DirtyCount = 0;
    }

    private void MarkDirty(int index, ref OverlayEntry<TKey, TValue> entry)
    {
        if ((entry.Flags & OverlayEntry<TKey, TValue>.Dirty) != 0)
        {
            return;
        }
        entry.Flags |= OverlayEntry<TKey, TValue>.Dirty;
        if (DirtyCount == _dirty.Length)
        {
            Array.Resize(ref _dirty, _dirty.Length * 2);
        }
        _dirty[DirtyCount++] = index;
    }

    private int Add(TKey key, uint hash)
    {
        int index;
        if (_free >= 0)
        {
            index = _free;
            _free = _entries[index].Next;
        }
        else
        {
            if (_used == _entries.Length)
            {
                Grow();
            }
            index = _used++;
        }
        ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        _entries[index] = new OverlayEntry<TKey, TValue>
        {
            Key = key,
            Hash = hash,
            Next = bucket - 1,
            Flags = OverlayEntry<TKey, TValue>.InUse,
        };
        bucket = index + 1;
        return index;
    }

    private void Unlink(int index)
    {
        ref var entry = ref _entries[index];
        ref var link = ref _buckets[entry.Hash & (uint)(_buckets.Length - 1)];
        if (link - 1 == index)
        {
            link = entry.Next + 1;
        }
        else
        {
            var i = link - 1;
            while (_entries[i].Next != index)
            {
                i = _entries[i].Next;
            }
            _entries[i].Next = entry.Next;
        }
        entry = new OverlayEntry<TKey, TValue> { Next = _free };
        _free = index;
    }

    private void Grow()
    {
        var size = _entries.Length * 2;
        Array.Resize(ref _entries, size);
        _buckets = new int[size];
        for (var i = 0; i < _used; i++)
        {
            ref var bucket = ref _buckets[_entries[i].Hash & (uint)(size - 1)];
            _entries[i].Next = bucket - 1;
            bucket = i + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Equal(TKey a, TKey b) =>
        typeof(TKey).IsValueType ? EqualityComparer<TKey>.Default.Equals(a, b)
        : _comparer is null ? EqualityComparer<TKey>.Default.Equals(a, b)
        : _comparer.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Hash(TKey key)
    {
        var code = _comparer is null ? key!.GetHashCode() : _comparer.GetHashCode(key!);
        // Fibonacci mixing: integer keys hash to themselves, and buckets are taken from the low bits.
        var mixed = (uint)code * 0x9E3779B1u;
        return mixed ^ BitOperations.RotateRight(mixed, 15);
    }
}
