namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Finds the aborted transactions that a read-committed reader of a range must know (spec section 9.3).</summary>
internal sealed class AbortedSearch(LogEnvironment environment, LogView view)
{
    /// <summary>Those with data or marker in [from, to), ascending by first offset.</summary>
    /// <exception cref="BrokerStorageException">A list cannot be read: guessing would show aborted data.</exception>
    public List<AbortedTransaction> Find(long from, long to)
    {
        List<AbortedTransaction> found = [];
        for (var at = view.Find(from); at < view.Segments.Length; at++)
        {
            var segment = view.Segments[at];
            if (segment.AbortedCount > 0 && !Collect(segment, from, to, found))
            {
                break;
            }
        }
        found.Sort((a, b) => a.FirstOffset.CompareTo(b.FirstOffset));
        return found;
    }

    /// <summary>False when no later list can hold one more.</summary>
    private bool Collect(Segment segment, long from, long to, List<AbortedTransaction> found)
    {
        var growing = segment.Aborted;
        var closed = growing is null ? Load(segment) : [];
        var count = growing?.Count ?? closed.Length;
        for (var i = FirstAtOrAfter(from, growing, closed, count); i < count; i++)
        {
            var entry = growing is null ? closed[i] : growing[i];
            if (entry.FirstOffset < to)
            {
                found.Add(new AbortedTransaction(entry.ProducerId, entry.FirstOffset));
            }
            if (entry.StableAfter >= to)
            {
                return false;
            }
        }
        return true;
    }

    // Entries are in the order of their markers.
    private static int FirstAtOrAfter(long markerOffset, GrowingList<AbortedEntry>? growing, AbortedEntry[] closed, int count)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var entry = growing is null ? closed[middle] : growing[middle];
            (low, high) = entry.MarkerOffset < markerOffset ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private AbortedEntry[] Load(Segment segment)
    {
        if (!environment.AbortedLists.TryGet(segment, out var entries))
        {
            entries =
                AbortedFile.TryRead(environment.Files, segment.Stem + Segment.AbortedSuffix)
                ?? throw new BrokerStorageException(
                    $"{segment.Stem}{Segment.AbortedSuffix} is missing or damaged; it is made anew at the next start."
                );
            environment.AbortedLists.Set(segment, entries);
        }
        return entries;
    }
}
