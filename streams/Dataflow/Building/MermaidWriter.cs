using System.Globalization;
using System.Text;

namespace NbaPipeline.Dataflow.Building;

internal static class MermaidWriter
{
    public static string Write(TopologyDescription description)
    {
        var text = new StringBuilder("flowchart LR\n");
        var topics = new Dictionary<string, string>();
        var edges = new List<string>();
        foreach (var sub in description.SubTopologies)
        {
            text.Append(CultureInfo.InvariantCulture, $"  subgraph sub{sub.Id} [\"sub-topology {sub.Id}\"]\n");
            var ids = sub.Nodes.Select((node, i) => (node.Name, Id: $"n{sub.Id}_{i}")).ToDictionary(p => p.Name, p => p.Id);
            foreach (var node in sub.Nodes)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {ids[node.Name]}[\"{node.Name}<br/>{node.Label}\"]\n");
                edges.AddRange(node.Children.Select(c => $"{ids[node.Name]} --> {ids[c]}"));
                edges.AddRange(node.Stores.Select(s => $"{ids[node.Name]} <-.-> s{sub.Id}_{s.Replace('-', '_')}[(\"{s}\")]"));
                if (node.Topic is not null)
                {
                    topics.TryAdd(node.Topic, $"t{topics.Count}");
                    edges.Add(
                        node.Children.Count > 0
                            ? $"{topics[node.Topic]} --> {ids[node.Name]}"
                            : $"{ids[node.Name]} --> {topics[node.Topic]}"
                    );
                }
            }
            text.Append("  end\n");
        }
        foreach (var (topic, id) in topics)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {id}[(\"{topic}\")]\n");
        }
        foreach (var edge in edges)
        {
            text.Append("  ").Append(edge).Append('\n');
        }
        return text.ToString();
    }
}
