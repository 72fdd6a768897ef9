using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>Metadata (spec section 6): this one broker, and topics with their partitions, created on the way where that is allowed.</summary>
internal sealed class MetadataHandler(TopicCatalogue topics, BrokerIdentity broker)
{
    private const short FirstVersionWithIds = 12;

    public async Task<MetadataResponse> AnswerAsync(MetadataRequest request, RequestContext context)
    {
        var response = new MetadataResponse
        {
            ClusterId = broker.ClusterId,
            ControllerId = broker.NodeId,
            ClusterAuthorizedOperations = request.IncludeClusterAuthorizedOperations ? AuthorizedOperations.Cluster : int.MinValue,
        };
        response.Brokers.Add(
            new()
            {
                NodeId = broker.NodeId,
                Host = broker.Host,
                Port = broker.Port,
            }
        );
        var operations = request.IncludeTopicAuthorizedOperations ? AuthorizedOperations.Topic : int.MinValue;
        if (request.Topics is null || (context.ApiVersion == 0 && request.Topics.Count == 0))
        {
            foreach (var topic in topics.All)
            {
                response.Topics.Add(Describe(topic, operations));
            }
            return response;
        }
        foreach (var asked in request.Topics)
        {
            response.Topics.Add(
                context.ApiVersion >= FirstVersionWithIds && asked.TopicId != Guid.Empty
                    ? ById(asked.TopicId, operations)
                    : await ByNameAsync(asked.Name ?? "", request.AllowAutoTopicCreation, operations)
            );
        }
        return response;
    }

    private MetadataResponse.TopicsItem ById(Guid id, int operations) =>
        topics.TryGet(id, out var topic)
            ? Describe(topic, operations)
            : new()
            {
                ErrorCode = (short)ErrorCode.UnknownTopicId,
                Name = null!,
                TopicId = id,
            };

    private async ValueTask<MetadataResponse.TopicsItem> ByNameAsync(string name, bool mayCreate, int operations)
    {
        if (topics.TryGet(name, out var topic))
        {
            return Describe(topic, operations);
        }
        var error = TopicCatalogue.IsValidName(name) ? ErrorCode.UnknownTopicOrPartition : ErrorCode.InvalidTopic;
        if (error != ErrorCode.InvalidTopic && mayCreate && topics.BrokerConfig.AutoCreateTopics)
        {
            (error, _, topic) = await topics.GetOrCreateAsync(name);
            if (topic is not null)
            {
                return Describe(topic, operations);
            }
        }
        return new() { ErrorCode = (short)error, Name = name };
    }

    private MetadataResponse.TopicsItem Describe(Topic topic, int operations)
    {
        var answer = new MetadataResponse.TopicsItem
        {
            Name = topic.Name,
            TopicId = topic.Id,
            TopicAuthorizedOperations = operations,
        };
        var partitions = topic.Partitions;
        for (var i = 0; i < partitions.Count; i++)
        {
            answer.Partitions.Add(
                new()
                {
                    PartitionIndex = i,
                    LeaderId = broker.NodeId,
                    LeaderEpoch = partitions[i].LeaderEpoch,
                    ReplicaNodes = broker.Nodes,
                    IsrNodes = broker.Nodes,
                }
            );
        }
        return answer;
    }
}
