using NbaPipeline.Cli.Run;
using NbaPipeline.Dataflow;
using NbaPipeline.SchemaRegistry;
using NbaPipeline.Topologies;

namespace NbaPipeline.Cli.Commands;

/// <summary>A stage as the command line knows it without running it.</summary>
/// <param name="Name">clean, analytics, features, predictions, grades.</param>
/// <param name="ApplicationId">Its consumer group.</param>
/// <param name="Inputs">Topics it reads.</param>
/// <param name="Outputs">Topics it writes.</param>
/// <param name="Describe">Its topology as text, mermaid or json.</param>
internal sealed record StageInfo(
    string Name,
    string ApplicationId,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    Func<string, string> Describe
)
{
    private static readonly Lazy<IReadOnlyList<StageInfo>> Built = new(() => [.. Stages.All.Select(Of)]);

    /// <summary>All stages in the order the data flows.</summary>
    public static IReadOnlyList<StageInfo> All => Built.Value;

    private static StageInfo Of(Stage stage)
    {
        using var registry = new InMemorySchemaRegistry(); // describing a topology asks for no schema id
        var topology = stage.Build(new RegistryContractSerdes(registry, stage.ApplicationId));
        return new StageInfo(
            stage.Name,
            stage.ApplicationId,
            StageTopics.InputsOf(stage, topology),
            [.. stage.Outputs.Select(t => t.Name)],
            form => Print(topology, form)
        );
    }

    private static string Print(Topology topology, string form)
    {
        var description = topology.Describe();
        return form switch
        {
            "mermaid" => description.ToMermaid(),
            "json" => TopologyJson.Of(description),
            _ => description.ToString(),
        };
    }
}
