using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>DescribeConfigs, AlterConfigs and IncrementalAlterConfigs (spec sections 6 and 15).</summary>
internal sealed class ConfigHandlers(TopicCatalogue topics)
{
    public IMessage Describe(DescribeConfigsRequest request, RequestContext context)
    {
        var response = new DescribeConfigsResponse();
        foreach (var resource in request.Resources)
        {
            var found = Check(resource.ResourceType) is { } refused
                ? new DescribeConfigsResult(refused.Error, refused.Message, [])
                : topics.DescribeConfigs((ConfigResource)resource.ResourceType, resource.ResourceName, resource.ConfigurationKeys);
            response.Results.Add(
                new()
                {
                    ErrorCode = (short)found.Error,
                    ErrorMessage = found.Message,
                    ResourceType = resource.ResourceType,
                    ResourceName = resource.ResourceName,
                    Configs = [.. found.Configs.Select(c => Describe(c, request))],
                }
            );
        }
        return response;
    }

    public async Task<AlterConfigsResponse> SetAsync(AlterConfigsRequest request, RequestContext context)
    {
        var response = new AlterConfigsResponse();
        foreach (var named in request.Resources.GroupBy(r => (r.ResourceType, r.ResourceName)))
        {
            var (type, name) = named.Key;
            var (error, message) =
                Check(type, named.Count())
                ?? await topics.SetConfigsAsync(
                    (ConfigResource)type,
                    name,
                    [.. named.First().Configs.Select(c => KeyValuePair.Create(c.Name, c.Value))],
                    request.ValidateOnly
                );
            response.Responses.Add(
                new()
                {
                    ErrorCode = (short)error,
                    ErrorMessage = message,
                    ResourceType = type,
                    ResourceName = name,
                }
            );
        }
        return response;
    }

    public async Task<IncrementalAlterConfigsResponse> ChangeAsync(IncrementalAlterConfigsRequest request, RequestContext context)
    {
        var response = new IncrementalAlterConfigsResponse();
        foreach (var named in request.Resources.GroupBy(r => (r.ResourceType, r.ResourceName)))
        {
            var (type, name) = named.Key;
            var (error, message) =
                Check(type, named.Count())
                ?? await topics.ChangeConfigsAsync(
                    (ConfigResource)type,
                    name,
                    [.. named.First().Configs.Select(c => new ConfigChange(c.Name, (ConfigOperation)c.ConfigOperation, c.Value))],
                    request.ValidateOnly
                );
            response.Responses.Add(
                new()
                {
                    ErrorCode = (short)error,
                    ErrorMessage = message,
                    ResourceType = type,
                    ResourceName = name,
                }
            );
        }
        return response;
    }

    private static AdminResult? Check(sbyte type, int mentions = 1) =>
        (ConfigResource)type is not (ConfigResource.Topic or ConfigResource.Broker)
            ? new AdminResult(ErrorCode.InvalidRequest, $"resource type {type} has no configs here, only topics (2) and brokers (4)")
        : mentions > 1 ? new AdminResult(ErrorCode.InvalidRequest, "the resource is in the request more than once")
        : null;

    private static DescribeConfigsResponse.ResultsItem.ConfigsItem Describe(ConfigDescription config, DescribeConfigsRequest request) =>
        new()
        {
            Name = config.Name,
            Value = config.Value,
            ReadOnly = config.ReadOnly,
            IsDefault = config.IsDefault,
            ConfigSource = (sbyte)config.Source,
            ConfigType = (sbyte)config.Type,
            Documentation = request.IncludeDocumentation ? config.Documentation : null,
            Synonyms = request.IncludeSynonyms ? [.. config.Synonyms.Select(Describe)] : [],
        };

    private static DescribeConfigsResponse.ResultsItem.ConfigsItem.SynonymsItem Describe(ConfigSynonym synonym) =>
        new()
        {
            Name = synonym.Name,
            Value = synonym.Value,
            Source = (sbyte)synonym.Source,
        };
}
