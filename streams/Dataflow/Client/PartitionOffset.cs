namespace NbaPipeline.Dataflow.Client;

/// <summary>A position to start reading at; <see cref="Beginning"/> is the log start, <see cref="End"/> the log end.</summary>
internal readonly record struct PartitionOffset(TopicPartition Partition, long Offset)
{
    public const long Beginning = -2;
    public const long End = -1;
}
