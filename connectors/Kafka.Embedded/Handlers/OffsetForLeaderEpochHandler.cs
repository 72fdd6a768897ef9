using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>OffsetForLeaderEpoch (spec section 6): where an epoch ended, by which a client notices that a log was cut.</summary>
internal sealed class OffsetForLeaderEpochHandler(TopicCatalogue topics)
{
    public IMessage Answer(OffsetForLeaderEpochRequest request, RequestContext context)
    {
        var response = new OffsetForLeaderEpochResponse();
        foreach (var topic in request.Topics)
        {
            var answered = new OffsetForLeaderEpochResponse.TopicsItem { Topic = topic.Topic };
            response.Topics.Add(answered);
            foreach (var partition in topic.Partitions)
            {
                answered.Partitions.Add(Find(topic.Topic, partition));
            }
        }
        return response;
    }

    private OffsetForLeaderEpochResponse.TopicsItem.PartitionsItem Find(
        string topic,
        OffsetForLeaderEpochRequest.TopicsItem.PartitionsItem asked
    )
    {
        var answer = new OffsetForLeaderEpochResponse.TopicsItem.PartitionsItem
        {
            Partition = asked.Partition,
            LeaderEpoch = -1,
            EndOffset = -1,
        };
        if (topics.Find(topic, asked.Partition) is not { } log)
        {
            answer.ErrorCode = (short)ErrorCode.UnknownTopicOrPartition;
            return answer;
        }
        var error = LeaderEpochs.Check(asked.CurrentLeaderEpoch, log);
        answer.ErrorCode = (short)error;
        if (error == ErrorCode.None && asked.LeaderEpoch <= log.LeaderEpoch)
        {
            (answer.LeaderEpoch, answer.EndOffset) = log.EndOffsetFor(asked.LeaderEpoch);
        }
        return answer;
    }
}
