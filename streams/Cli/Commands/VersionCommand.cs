using System.Reflection;

namespace NbaPipeline.Cli.Commands;

/// <summary>`nba version`.</summary>
internal sealed class VersionCommand() : Verb("version", "prints the version")
{
    public override IReadOnlyList<string> Examples => ["nba version", "nba version -v", "nba help"];

    public override Task<int> RunAsync(VerbContext context, CancellationToken cancel)
    {
        context.Out.Write(
            (
                typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
                ?? "unknown"
            ).Split('+')[0] + "\n"
        );
        if (context.Verbose)
        {
            context.Out.Write($"librdkafka {Confluent.Kafka.Library.VersionString}, .NET {Environment.Version}\n");
        }

        return Task.FromResult(ExitCode.Done);
    }
}
