namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>The sparse index of a segment (spec section 8.3).</summary>
internal abstract class SegmentIndex
{
    public abstract int Count { get; }

    /// <summary>False if the entry cannot be read: the index is damaged and counts as empty from then on.</summary>
    public abstract bool TryGet(int at, out IndexEntry entry);

    /// <summary>The last entry whose key is at most <paramref name="value"/>; the segment's begin if there is none.</summary>
    public IndexEntry Floor(IndexKey key, long value)
    {
        var best = IndexEntry.First;
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (!TryGet(middle, out var entry))
            {
                return IndexEntry.First;
            }
            if (Key(entry, key) <= value)
            {
                best = entry;
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }
        return best;
    }

    private static long Key(in IndexEntry entry, IndexKey key) =>
        key switch
        {
            IndexKey.RelativeOffset => entry.RelativeOffset,
            IndexKey.Position => entry.Position,
            _ => entry.LargestTimestamp,
        };
}
