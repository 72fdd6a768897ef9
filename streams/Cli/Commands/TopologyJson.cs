using NbaPipeline.Dataflow;

namespace NbaPipeline.Cli.Commands;

/// <summary>A topology as JSON: sub-topologies with their nodes and stores.</summary>
internal static class TopologyJson
{
    public static string Of(TopologyDescription topology) => CellText.Json(topology.SubTopologies.Select(Of).ToList());

    private static Dictionary<string, object?> Of(SubTopologyDescription sub) =>
        new()
        {
            ["id"] = sub.Id,
            ["ordering"] = sub.Ordering,
            ["nodes"] = sub
                .Nodes.Select(n => new Dictionary<string, object?>
                {
                    ["name"] = n.Name,
                    ["label"] = n.Label,
                    ["topic"] = n.Topic,
                    ["stores"] = n.Stores,
                    ["children"] = n.Children,
                })
                .ToList(),
            ["stores"] = sub
                .Stores.Select(s => new Dictionary<string, object?>
                {
                    ["name"] = s.Name,
                    ["kind"] = s.Kind,
                    ["logged"] = s.Logged,
                })
                .ToList(),
        };
}
