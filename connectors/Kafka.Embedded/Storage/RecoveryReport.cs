namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>What recovery did to a partition, beyond reading it.</summary>
/// <param name="CutBytes">Bytes removed because they were not whole batches of this log.</param>
/// <param name="HasNewEpoch">A new leader epoch began: clients may see another record at an offset they know.</param>
/// <param name="TailMarkers">Markers in the part that had to be scanned (spec section 11.7), the newest 1000.</param>
internal sealed record RecoveryReport(long CutBytes, bool HasNewEpoch, IReadOnlyList<TailMarker> TailMarkers)
{
    public static RecoveryReport Nothing { get; } = new(0, false, []);
}
