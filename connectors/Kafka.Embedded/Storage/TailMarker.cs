namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A transaction's end found in the tail of a log. The first offset is -1 if it had no data there.</summary>
internal sealed record TailMarker(long ProducerId, short Epoch, bool IsCommit, long FirstOffset, long Offset, long TimeMs);
