namespace NbaPipeline.Dataflow;

/// <summary>An operator: what it does, its topic if it is a source or sink, its stores and what stands behind it.</summary>
public sealed record NodeDescription(
    string Name,
    string Label,
    string? Topic,
    IReadOnlyList<string> Stores,
    IReadOnlyList<string> Children
);
