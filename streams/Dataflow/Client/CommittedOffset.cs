namespace NbaPipeline.Dataflow.Client;

/// <summary>What a group has committed for a partition: <see cref="Offset"/> is the next to process, -1 when nothing was committed.</summary>
internal readonly record struct CommittedOffset(TopicPartition Partition, long Offset, string Metadata);
