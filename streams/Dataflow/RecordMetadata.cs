namespace NbaPipeline.Dataflow;

/// <summary>Where the record being processed came from; a timer or punctuation has an empty topic, partition -1 and offset -1.</summary>
public readonly record struct RecordMetadata(string Topic, int Partition, long Offset)
{
    public static RecordMetadata None { get; } = new("", -1, -1);

    public override string ToString() => $"{Topic}-{Partition}@{Offset}";
}
