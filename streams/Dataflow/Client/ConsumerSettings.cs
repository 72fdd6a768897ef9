namespace NbaPipeline.Dataflow.Client;

/// <summary>What a consumer is made for; it decides about defaults and about what a user's property may not change.</summary>
internal sealed record ConsumerSettings(string ClientId, string? GroupId, string? GroupInstanceId, ConsumerRole Role);
