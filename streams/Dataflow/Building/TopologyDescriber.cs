namespace NbaPipeline.Dataflow.Building;

internal static class TopologyDescriber
{
    public static TopologyDescription Describe(Topology topology) => new(topology.SubTopologies.Select(Describe).ToList());

    private static SubTopologyDescription Describe(SubTopology sub)
    {
        var undeclared = sub.Sources.Where(s => !s.ProgressDeclared).Select(s => s.Topic!.Value.Name).ToList();
        var ordering =
            undeclared.Count == 0
                ? "complete in event time: all inputs declare progress"
                : $"in event time as far as known: no declared progress on {string.Join(", ", undeclared)}, waits only while it lags";
        return new SubTopologyDescription(
            sub.Id,
            ordering,
            sub.Nodes.Select(n => new NodeDescription(
                    n.Name,
                    n.Label,
                    n.Topic?.Name,
                    n.StoreNames.ToList(),
                    n.Children.Select(c => c.Name).ToList()
                ))
                .ToList(),
            sub.Stores.Select(s => new StoreDescription(s.Name, s.Kind, s.Logged)).ToList()
        );
    }
}
