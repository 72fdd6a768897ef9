namespace NbaPipeline.Dataflow.Client;

/// <summary>What a consumer is made for; client properties (<c>fetch.max.bytes</c>) come on top of the defaults of its role.</summary>
internal sealed record ConsumerSettings(
    string ClientId,
    string? GroupId,
    string? GroupInstanceId,
    ConsumerRole Role,
    IReadOnlyDictionary<string, string> Properties
);
