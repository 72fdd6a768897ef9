using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>CreateTopics, DeleteTopics and CreatePartitions (spec section 6). Time-outs of the requests are ignored: each change is done when answered.</summary>
internal sealed class TopicHandlers(TopicCatalogue topics)
{
    private const short ReportedReplicationFactor = 1;
    private const short FirstDeleteWithIds = 6;

    public async Task<CreateTopicsResponse> CreateAsync(CreateTopicsRequest request, RequestContext context)
    {
        var response = new CreateTopicsResponse();
        foreach (var named in request.Topics.GroupBy(t => t.Name, StringComparer.Ordinal))
        {
            var result =
                named.Count() > 1
                    ? CreateTopicResult.Failed(ErrorCode.InvalidRequest, $"topic '{named.Key}' is in the request more than once")
                    : await CreateAsync(named.Single(), request.ValidateOnly);
            response.Topics.Add(Describe(named.Key, result));
        }
        return response;
    }

    public async Task<DeleteTopicsResponse> DeleteAsync(DeleteTopicsRequest request, RequestContext context)
    {
        var response = new DeleteTopicsResponse();
        if (context.ApiVersion < FirstDeleteWithIds)
        {
            foreach (var name in request.TopicNames)
            {
                response.Responses.Add(Describe(name, Guid.Empty, await topics.DeleteAsync(name)));
            }
            return response;
        }
        foreach (var asked in request.Topics)
        {
            response.Responses.Add(await DeleteAsync(asked));
        }
        return response;
    }

    public async Task<CreatePartitionsResponse> AddPartitionsAsync(CreatePartitionsRequest request, RequestContext context)
    {
        var response = new CreatePartitionsResponse();
        foreach (var named in request.Topics.GroupBy(t => t.Name, StringComparer.Ordinal))
        {
            var asked = named.First();
            var (error, message) =
                named.Count() > 1
                    ? new AdminResult(ErrorCode.InvalidRequest, $"topic '{named.Key}' is in the request more than once")
                    : await topics.AddPartitionsAsync(
                        asked.Name,
                        asked.Count,
                        asked.Assignments?.Select(a => (IReadOnlyList<int>)a.BrokerIds).ToList(),
                        request.ValidateOnly
                    );
            response.Results.Add(
                new()
                {
                    Name = named.Key,
                    ErrorCode = (short)error,
                    ErrorMessage = message,
                }
            );
        }
        return response;
    }

    private Task<CreateTopicResult> CreateAsync(CreateTopicsRequest.TopicsItem asked, bool validateOnly) =>
        topics.CreateAsync(
            asked.Name,
            asked.NumPartitions,
            asked.ReplicationFactor,
            [.. asked.Assignments.Select(a => new TopicAssignment(a.PartitionIndex, a.BrokerIds))],
            [.. asked.Configs.Select(c => KeyValuePair.Create(c.Name, c.Value))],
            validateOnly
        );

    private static CreateTopicsResponse.TopicsItem Describe(string name, CreateTopicResult result)
    {
        var answer = new CreateTopicsResponse.TopicsItem
        {
            Name = name,
            TopicId = result.Topic?.Id ?? Guid.Empty,
            ErrorCode = (short)result.Error,
            ErrorMessage = result.Message,
            NumPartitions = -1,
            ReplicationFactor = -1,
            Configs = [],
        };
        if (result.Error == ErrorCode.None)
        {
            answer.NumPartitions = result.Partitions;
            answer.ReplicationFactor = ReportedReplicationFactor;
            foreach (var config in result.Config?.Describe() ?? [])
            {
                answer.Configs.Add(
                    new()
                    {
                        Name = config.Name,
                        Value = config.Value,
                        ReadOnly = config.ReadOnly,
                        ConfigSource = (sbyte)config.Source,
                    }
                );
            }
        }
        return answer;
    }

    private async Task<DeleteTopicsResponse.ResponsesItem> DeleteAsync(DeleteTopicsRequest.TopicsItem asked)
    {
        if (asked.TopicId == Guid.Empty)
        {
            var name = asked.Name ?? "";
            _ = topics.TryGet(name, out var named);
            return Describe(name, named?.Id ?? Guid.Empty, await topics.DeleteAsync(name));
        }
        if (asked.Name is not null)
        {
            return Describe(asked.Name, asked.TopicId, ErrorCode.InvalidRequest);
        }
        // The name must be looked up first: afterwards nobody knows it.
        _ = topics.TryGet(asked.TopicId, out var topic);
        return Describe(topic?.Name, asked.TopicId, await topics.DeleteAsync(asked.TopicId));
    }

    private static DeleteTopicsResponse.ResponsesItem Describe(string? name, Guid id, ErrorCode error) =>
        new()
        {
            Name = name!,
            TopicId = id,
            ErrorCode = (short)error,
        };
}
