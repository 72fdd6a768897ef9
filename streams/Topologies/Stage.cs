using NbaPipeline.Contracts;
using NbaPipeline.Dataflow;

namespace NbaPipeline.Topologies;

/// <summary>One stage of the pipeline: an application of its own, with its own consumer group, that reads topics of earlier stages only.</summary>
/// <param name="Name">clean, analytics, features, predictions or grades.</param>
/// <param name="Inputs">Topics it reads.</param>
/// <param name="Outputs">Topics it writes.</param>
/// <param name="Build">Writes the topology down; pure, called once per application.</param>
public sealed record Stage(string Name, IReadOnlyList<Topic> Inputs, IReadOnlyList<Topic> Outputs, Func<IContractSerdes, Topology> Build)
{
    /// <summary>Application id and consumer group.</summary>
    public string ApplicationId => $"nba-{Name}";
}
