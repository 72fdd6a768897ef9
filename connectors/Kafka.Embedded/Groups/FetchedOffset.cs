using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>One partition of an OffsetFetch answer, whatever its version.</summary>
internal readonly record struct FetchedOffset(int Partition, long Offset, int LeaderEpoch, string Metadata, ErrorCode Error)
{
    /// <summary>No offset: −1 everywhere and an empty string.</summary>
    public static FetchedOffset None(int partition, ErrorCode error) => new(partition, Offset: -1, LeaderEpoch: -1, Metadata: "", error);
}
