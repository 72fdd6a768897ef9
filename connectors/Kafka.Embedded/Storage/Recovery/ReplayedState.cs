namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Producer state that follows the log as it is read again, batch by batch.</summary>
internal sealed class ReplayedState(ProducerStates producers, long nowMs)
{
    private const int MaxMarkers = 1000;

    public ProducerStates Producers => producers;

    /// <summary>The newest markers read.</summary>
    public Queue<TailMarker> Markers { get; } = new();

    /// <summary>Applies a batch; <paramref name="outcome"/> is that of a control batch. Returns the aborted transaction that it ended, if any.</summary>
    public AbortedEntry? Apply(in BatchHeader header, bool? outcome)
    {
        if (header.ProducerId < 0)
        {
            return null;
        }
        if (!header.IsControl)
        {
            producers.Appended(header, nowMs);
            return null;
        }
        if (outcome is not { } isCommit)
        {
            return null;
        }
        var firstOffset = producers.Ended(header.ProducerId, header.ProducerEpoch, nowMs);
        Markers.Enqueue(
            new TailMarker(header.ProducerId, header.ProducerEpoch, isCommit, firstOffset, header.BaseOffset, header.MaxTimestamp)
        );
        if (Markers.Count > MaxMarkers)
        {
            Markers.Dequeue();
        }
        return isCommit || firstOffset < 0
            ? null
            : new AbortedEntry(
                header.ProducerId,
                firstOffset,
                header.BaseOffset,
                Math.Min(producers.FirstOpenOffset, header.LastOffset + 1)
            );
    }
}
