using System.Globalization;
using System.Text;

namespace NbaPipeline.Dataflow;

/// <summary>The parts of a topology. Internal topics are named without the application id, which stands in front of them at run time.</summary>
public sealed record TopologyDescription(IReadOnlyList<SubTopologyDescription> SubTopologies)
{
    /// <summary>The description as indented text, in the manner of Kafka Streams.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var sub in SubTopologies)
        {
            text.Append(CultureInfo.InvariantCulture, $"Sub-topology {sub.Id} ({sub.Ordering})\n");
            foreach (var node in sub.Nodes)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {node.Name}: {node.Label}");
                text.Append(node.Topic is null ? "" : $" [topic {node.Topic}]");
                text.Append(node.Stores.Count == 0 ? "" : $" [stores {string.Join(", ", node.Stores)}]");
                text.Append(node.Children.Count == 0 ? "" : $" --> {string.Join(", ", node.Children)}").Append('\n');
            }
            foreach (var store in sub.Stores)
            {
                text.Append(CultureInfo.InvariantCulture, $"  store {store.Name}: {store.Kind}{(store.Logged ? "" : ", not logged")}\n");
            }
        }
        return text.ToString();
    }

    /// <summary>A Mermaid flow chart: topics as cylinders, sub-topologies as boxes.</summary>
    public string ToMermaid() => Building.MermaidWriter.Write(this);
}
