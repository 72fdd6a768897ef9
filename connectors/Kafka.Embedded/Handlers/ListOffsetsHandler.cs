using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>ListOffsets (spec section 6): the ends of a partition, or the first record at or after a time.</summary>
internal sealed class ListOffsetsHandler(TopicCatalogue topics)
{
    private const long Latest = -1;
    private const long Earliest = -2;
    private const long LargestTimestamp = -3;
    private const short FirstVersionWithLargest = 7;

    public IMessage Answer(ListOffsetsRequest request, RequestContext context)
    {
        var response = new ListOffsetsResponse();
        foreach (var topic in request.Topics)
        {
            var answered = new ListOffsetsResponse.TopicsItem { Name = topic.Name };
            response.Topics.Add(answered);
            foreach (var partition in topic.Partitions)
            {
                var (error, found) = Find(topic.Name, partition, request.IsolationLevel == 1, context.ApiVersion);
                answered.Partitions.Add(
                    new()
                    {
                        PartitionIndex = partition.PartitionIndex,
                        ErrorCode = (short)error,
                        Timestamp = found.TimestampMs,
                        Offset = found.Offset,
                        LeaderEpoch = found.LeaderEpoch,
                    }
                );
            }
        }
        return response;
    }

    private (ErrorCode Error, OffsetAndTimestamp Found) Find(
        string topic,
        ListOffsetsRequest.TopicsItem.PartitionsItem asked,
        bool readCommitted,
        short version
    )
    {
        if (topics.Find(topic, asked.PartitionIndex) is not { } log)
        {
            return (ErrorCode.UnknownTopicOrPartition, OffsetAndTimestamp.None);
        }
        var error = LeaderEpochs.Check(asked.CurrentLeaderEpoch, log);
        if (error == ErrorCode.None && asked.Timestamp < 0)
        {
            var known =
                asked.Timestamp is Latest or Earliest || (asked.Timestamp == LargestTimestamp && version >= FirstVersionWithLargest);
            error = known ? ErrorCode.None : ErrorCode.UnsupportedVersion;
        }
        if (error != ErrorCode.None)
        {
            return (error, OffsetAndTimestamp.None);
        }
        try
        {
            return (ErrorCode.None, Find(log, asked.Timestamp, readCommitted));
        }
        catch (BrokerStorageException)
        {
            return (ErrorCode.KafkaStorageError, OffsetAndTimestamp.None);
        }
    }

    private static OffsetAndTimestamp Find(PartitionLog log, long timestampMs, bool readCommitted) =>
        timestampMs switch
        {
            Latest => At(readCommitted ? log.LastStableOffset : log.HighWatermark, log),
            Earliest => At(log.LogStart, log),
            LargestTimestamp => log.FindLargestTimestamp(readCommitted),
            _ => log.FindByTimestamp(timestampMs, readCommitted),
        };

    private static OffsetAndTimestamp At(long offset, PartitionLog log) => new(offset, -1, LeaderEpochs.Of(offset, log));
}
