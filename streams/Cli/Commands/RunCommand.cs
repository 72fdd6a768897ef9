namespace NbaPipeline.Cli.Commands;

internal sealed class RunCommand() : Verb("run", "run")
{
    public override IReadOnlyList<string> Examples => [];

    public override Task<int> RunAsync(VerbContext context, CancellationToken cancel) => throw new CliException(ExitCode.Failed, "not in this build");
}
