namespace NbaPipeline.Dataflow.State;

internal struct OverlayEntry<TKey, TValue>
{
    public const byte HasCommitted = 1;
    public const byte Dirty = 2;
    public const byte PendingDelete = 4;

    /// <summary>The slot holds a key; without it the slot is on the free list.</summary>
    public const byte InUse = 8;

    public TKey Key;
    public TValue Committed;
    public TValue Pending;
    public long CommittedTimestampMs;
    public long PendingTimestampMs;
    public uint Hash;
    public int Next;
    public byte Flags;

    public readonly bool IsDirty => (Flags & Dirty) != 0;

    public readonly bool IsDeleted => (Flags & PendingDelete) != 0;

    public readonly bool WasCommitted => (Flags & HasCommitted) != 0;

    public readonly bool IsLive => (Flags & Dirty) != 0 ? (Flags & PendingDelete) == 0 : (Flags & HasCommitted) != 0;

    public readonly TValue Live => (Flags & Dirty) != 0 ? Pending : Committed;

    public readonly long LiveTimestampMs => (Flags & Dirty) != 0 ? PendingTimestampMs : CommittedTimestampMs;
}
