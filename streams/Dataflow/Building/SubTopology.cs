namespace NbaPipeline.Dataflow.Building;

/// <summary>Operators that are connected without a topic between them; runs as one task per partition of its sources.</summary>
internal sealed class SubTopology(int id, IReadOnlyList<GraphNode> nodes, IReadOnlyList<StoreBuilder> stores)
{
    public int Id { get; } = id;

    public IReadOnlyList<GraphNode> Nodes { get; } = nodes;

    public IReadOnlyList<StoreBuilder> Stores { get; } = stores;

    public IEnumerable<GraphNode> Sources => Nodes.Where(n => n.Kind == GraphNodeKind.Source);

    public IEnumerable<GraphNode> Sinks => Nodes.Where(n => n.Kind == GraphNodeKind.Sink);

    /// <summary>Changes when stores, sources or sinks do: state of another shape is refused instead of misread.</summary>
    public string ShapeHash { get; } = ShapeHasher.Hash(nodes, stores);

    /// <summary>
    /// All inputs have declared progress, so its outputs have, too. Set when the topology is built: internal topics inherit it from
    /// the sub-topologies that write them.
    /// </summary>
    public bool ProgressDeclared { get; set; }
}
