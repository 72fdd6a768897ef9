namespace NbaPipeline.Dataflow;

/// <summary>A sub-topology; <paramref name="Ordering"/> says on what the order of its inputs rests: declared progress or lag.</summary>
public sealed record SubTopologyDescription(
    int Id,
    string Ordering,
    IReadOnlyList<NodeDescription> Nodes,
    IReadOnlyList<StoreDescription> Stores
);
