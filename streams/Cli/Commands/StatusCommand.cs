namespace NbaPipeline.Cli.Commands;

internal sealed class StatusCommand() : Verb("status", "status")
{
    public override IReadOnlyList<string> Examples => [];

    public override Task<int> RunAsync(VerbContext context, CancellationToken cancel) => throw new CliException(ExitCode.Failed, "not in this build");
}
