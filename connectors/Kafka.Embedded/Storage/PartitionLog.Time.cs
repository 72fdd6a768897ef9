namespace NbaPipeline.Kafka.Embedded.Storage;

/// <content>Look-ups by time (spec sections 6 ListOffsets and 8.3).</content>
internal sealed partial class PartitionLog
{
    /// <summary>The first record at or after log start whose time is at least <paramref name="timestamp"/>; none if readers of that isolation cannot see it.</summary>
    /// <exception cref="BrokerStorageException">The log is damaged where it was searched.</exception>
    public OffsetAndTimestamp FindByTimestamp(long timestamp, bool readCommitted)
    {
        var view = View();
        for (var at = view.Find(view.LogStart); at < view.Segments.Length; at++)
        {
            if (
                view.Segments[at].LargestTimestamp >= timestamp
                && new TimeSearch(_environment, view, at).TryFindFirst(timestamp, out var found)
            )
            {
                return Visible(found, view, readCommitted);
            }
        }
        return OffsetAndTimestamp.None;
    }

    /// <summary>The first record with the largest time at or after log start; none if readers of that isolation cannot see it.</summary>
    /// <exception cref="BrokerStorageException">The log is damaged where it was searched.</exception>
    public OffsetAndTimestamp FindLargestTimestamp(bool readCommitted)
    {
        var view = View();
        var best = OffsetAndTimestamp.None;
        for (var at = view.Find(view.LogStart); at < view.Segments.Length; at++)
        {
            // The first segment's largest time may lie before log start, so that only the others' can be believed unseen.
            if (view.Segments[at].LargestTimestamp > best.TimestampMs && new TimeSearch(_environment, view, at).FindLargest() is var found)
            {
                best = found.TimestampMs > best.TimestampMs ? found : best;
            }
        }
        return Visible(best, view, readCommitted);
    }

    private static OffsetAndTimestamp Visible(OffsetAndTimestamp found, in LogView view, bool readCommitted) =>
        found.Offset < view.VisibleEnd(readCommitted) ? found : OffsetAndTimestamp.None;
}
