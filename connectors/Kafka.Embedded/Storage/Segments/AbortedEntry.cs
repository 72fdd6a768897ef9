namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A transaction that an abort marker ended; kept with the segment of the marker (spec section 9.3).</summary>
/// <param name="ProducerId">Whose it was.</param>
/// <param name="FirstOffset">Of its data in this partition.</param>
/// <param name="MarkerOffset">Of the marker.</param>
/// <param name="StableAfter">Last stable offset after the marker: every transaction that ends later begins at or after it.</param>
internal readonly record struct AbortedEntry(long ProducerId, long FirstOffset, long MarkerOffset, long StableAfter);
