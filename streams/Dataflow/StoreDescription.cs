namespace NbaPipeline.Dataflow;

/// <summary>A state store and whether it has a changelog.</summary>
public sealed record StoreDescription(string Name, string Kind, bool Logged);
