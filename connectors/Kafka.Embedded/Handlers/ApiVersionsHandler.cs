using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Network;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>ApiVersions (spec section 3.8): exactly what is served. Features are never sent, which keeps clients on the first transaction protocol.</summary>
internal sealed class ApiVersionsHandler(HandlerTable table)
{
    private ApiVersionsResponse? _served;

    public IMessage Answer(ApiVersionsRequest request, RequestContext context)
    {
        if (context.ApiVersion >= 3 && !(IsName(request.ClientSoftwareName) && IsName(request.ClientSoftwareVersion)))
        {
            return new ApiVersionsResponse { ErrorCode = (short)ErrorCode.InvalidRequest };
        }
        return _served ??= Describe();
    }

    /// <summary>Letters and digits, with hyphens and dots between them.</summary>
    private static bool IsName(string text) =>
        text.Length > 0
        && char.IsAsciiLetterOrDigit(text[0])
        && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');

    private ApiVersionsResponse Describe()
    {
        var response = new ApiVersionsResponse();
        foreach (var range in table.Served)
        {
            response.ApiKeys.Add(
                new()
                {
                    ApiKey = (short)range.Key,
                    MinVersion = range.Min,
                    MaxVersion = range.Max,
                }
            );
        }
        return response;
    }
}
