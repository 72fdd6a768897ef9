using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>Leader epochs as clients present and receive them (spec section 8.7).</summary>
internal static class LeaderEpochs
{
    /// <summary>What a client that knows of <paramref name="current"/> (-1: that does not say) is told.</summary>
    public static ErrorCode Check(int current, PartitionLog log) =>
        current < 0 || current == log.LeaderEpoch ? ErrorCode.None
        : current < log.LeaderEpoch ? ErrorCode.FencedLeaderEpoch
        : ErrorCode.UnknownLeaderEpoch;

    /// <summary>The epoch in which the record at <paramref name="offset"/> was written, or would be next.</summary>
    public static int Of(long offset, PartitionLog log)
    {
        var epoch = log.LeaderEpoch;
        while (epoch > 0)
        {
            var (former, end) = log.EndOffsetFor(epoch - 1);
            if (former < 0 || end <= offset)
            {
                break;
            }
            epoch = former;
        }
        return epoch;
    }
}
