using NbaPipeline.Dataflow;
using NbaPipeline.Topologies;

namespace NbaPipeline.Cli.Run;

/// <summary>Topics of a stage as they are named at run time.</summary>
internal static class StageTopics
{
    /// <summary>What it reads of others, then its own repartition topics.</summary>
    public static IReadOnlyList<string> InputsOf(Stage stage, Topology topology)
    {
        var external = topology.SourceTopics.Concat(topology.SinkTopics).ToHashSet(StringComparer.Ordinal);
        var repartition = topology
            .Describe()
            .SubTopologies.SelectMany(s => s.Nodes)
            .Select(n => n.Topic)
            .OfType<string>()
            .Where(t => !external.Contains(t))
            .Distinct()
            .Select(t => $"{stage.ApplicationId}-{t}");
        return [.. topology.SourceTopics, .. repartition];
    }
}
