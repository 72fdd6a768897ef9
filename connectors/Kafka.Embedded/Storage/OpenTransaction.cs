namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>A transaction without a marker yet in this partition: its first offset here and the log end at the time of asking.</summary>
internal sealed record OpenTransaction(long ProducerId, short Epoch, long FirstOffset, long End);
