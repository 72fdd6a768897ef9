using NbaPipeline.Dataflow.Nodes;

namespace NbaPipeline.Dataflow.Building;

/// <summary>An operator as written, before it is made for each task.</summary>
internal sealed class GraphNode(string name, GraphNodeKind kind, string label, Func<string, Node> create)
{
    public string Name { get; } = name;

    public GraphNodeKind Kind { get; } = kind;

    /// <summary>What it does, for descriptions: <c>filter</c>, <c>count</c>, ...</summary>
    public string Label { get; } = label;

    /// <summary>Makes the operator of one task; the argument is the application id.</summary>
    public Func<string, Node> Create { get; } = create;

    public List<GraphNode> Parents { get; } = [];

    public List<GraphNode> Children { get; } = [];

    public List<string> StoreNames { get; } = [];

    /// <summary>The topic of a source or sink.</summary>
    public TopicRef? Topic { get; init; }

    /// <summary>Source only: its producers declare progress.</summary>
    public bool ProgressDeclared { get; set; }

    /// <summary>Source only: type of <see cref="Consumed{TKey,TValue}"/>, to find two readings of one topic that disagree.</summary>
    public Type? ConsumedType { get; init; }

    /// <summary>Repartition sink only: the partitions asked for.</summary>
    public int? RequestedPartitions { get; init; }
}
