namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>What an index is searched by; entries ascend in all three.</summary>
internal enum IndexKey
{
    RelativeOffset,
    Position,
    LargestTimestamp,
}
