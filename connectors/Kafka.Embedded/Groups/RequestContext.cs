namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>What a coordinator needs to know of a request besides its body.</summary>
/// <remarks>
/// <c>ApiVersion</c>: Of the request; the answer is shaped for it.
/// <c>ClientHost</c>: As DescribeGroups shows it.
/// <c>Closed</c>: Cancelled when the connection is gone. Membership does not depend on it: a member goes by its own timeout.
/// </remarks>
internal sealed record RequestContext(short ApiVersion, string ClientId, string ClientHost, CancellationToken Closed);
