using System.CommandLine;

namespace NbaPipeline.Cli.Commands;

/// <summary>`nba topology [STAGE]`: the operators, from the same topologies that a run starts. Needs no Kafka.</summary>
internal sealed class TopologyCommand : Verb
{
    private readonly Argument<string?> _stage = new("stage") { HelpName = "STAGE", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "text, mermaid or json",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "text",
    };

    public TopologyCommand()
        : base("topology", "shows the operators, stores and topics of a stage, or of all")
    {
        _output.AcceptOnlyFromAmong("text", "mermaid", "json");
        Add(_stage);
        Add(_output);
    }

    public override IReadOnlyList<string> Examples => ["nba topology", "nba topology predictions", "nba topology features -o mermaid"];

    public override Task<int> RunAsync(VerbContext context, CancellationToken cancel)
    {
        var stages = context.Services.Stages.ToList();
        if (context.Get(_stage) is { } name)
        {
            stages = [stages.Find(s => s.Name == name) ?? throw Unknown(name, stages)];
        }

        var form = context.Get(_output)!;
        if (form == "json")
        {
            context.Out.Write(
                "["
                    + string.Join(
                        ",\n ",
                        stages.Select(s =>
                            $"{{\"stage\":{CellText.Json(s.Name)},\"application\":{CellText.Json(s.ApplicationId)},\"topology\":{s.Describe(form)}}}"
                        )
                    )
                    + "]\n"
            );
        }
        else
        {
            context.Out.Write(string.Join("\n", stages.Select(s => Heading(form, s, stages.Count) + s.Describe(form).TrimEnd() + "\n")));
        }

        return Task.FromResult(ExitCode.Done);
    }

    /// <summary>Text is headed by the stage; of several Mermaid charts each needs a block of its own.</summary>
    private static string Heading(string form, StageInfo stage, int count) =>
        form == "text" ? $"{stage.Name} ({stage.ApplicationId})\n"
        : count > 1 ? $"%% {stage.Name}\n"
        : "";

    private static CliException Unknown(string name, List<StageInfo> stages)
    {
        var names = stages.Select(s => s.Name).ToList();
        var near = Nearest.Of(name, names);
        return CliException.Usage(
            $"there is no stage '{name}'{(near is null ? "" : $", did you mean '{near}'?")}",
            $"known: {string.Join(", ", names)}"
        );
    }
}
