namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>An aborted transaction as Fetch lists it. Sorted by first offset.</summary>
internal readonly record struct AbortedTransaction(long ProducerId, long FirstOffset);
