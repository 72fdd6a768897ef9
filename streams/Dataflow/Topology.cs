using NbaPipeline.Dataflow.Building;

namespace NbaPipeline.Dataflow;

/// <summary>A checked topology, ready to run under any application id. Immutable.</summary>
public sealed class Topology
{
    internal Topology(IReadOnlyList<GraphNode> nodes, IReadOnlyDictionary<string, StoreBuilder> stores)
    {
        Nodes = nodes;
        SubTopologies = SubTopologyFinder.Find(nodes, stores);
    }

    internal IReadOnlyList<GraphNode> Nodes { get; }

    internal IReadOnlyList<SubTopology> SubTopologies { get; }

    /// <summary>Topics that are read and not internal, sorted.</summary>
    public IReadOnlyList<string> SourceTopics => External(GraphNodeKind.Source);

    /// <summary>Topics that are written and not internal, sorted.</summary>
    public IReadOnlyList<string> SinkTopics => External(GraphNodeKind.Sink);

    /// <summary>What it consists of: text, Mermaid, or the parts to print otherwise.</summary>
    public TopologyDescription Describe() => TopologyDescriber.Describe(this);

    private List<string> External(GraphNodeKind kind) =>
        Nodes
            .Where(n => n.Kind == kind && !n.Topic!.Value.IsInternal)
            .Select(n => n.Topic!.Value.Name)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
}
