namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>The index of a segment that still grows: one writer (under the partition's lock), readers without lock.</summary>
internal sealed class MemoryIndex : SegmentIndex
{
    private readonly GrowingList<IndexEntry> _entries = new();

    public override int Count => _entries.Count;

    public override bool TryGet(int at, out IndexEntry entry)
    {
        entry = _entries[at];
        return true;
    }

    public void Add(in IndexEntry entry) => _entries.Add(entry);
}
