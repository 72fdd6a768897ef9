namespace NbaPipeline.Cli;

/// <summary>Finds the Kafka distribution beside the repository, going up from the executable.</summary>
internal static class KafkaHome
{
    public const string Variable = "NBA_KAFKA_HOME";

    public static string Find(CliHost host)
    {
        if (host.Variable(Variable) is { Length: > 0 } named)
        {
            var home = Path.GetFullPath(named, host.WorkingFolder);
            return File.Exists(Path.Combine(home, "kafka"))
                ? home
                : throw new CliException(
                    ExitCode.Usage,
                    $"{Variable} names a folder without the script 'kafka'",
                    home,
                    remedy: "unset it, or give --bootstrap"
                );
        }

        for (var at = new DirectoryInfo(host.ExecutableFolder); at is not null; at = at.Parent)
        {
            var home = Path.Combine(at.FullName, "shared", "kafka");
            if (File.Exists(Path.Combine(home, "kafka")))
            {
                return home;
            }
        }

        throw new CliException(
            ExitCode.NotReady,
            "there is no Kafka to start",
            $"looked for shared/kafka/kafka in every folder above {host.ExecutableFolder}",
            remedy: $"name a running one with --bootstrap HOST:PORT, or a distribution with {Variable}"
        );
    }
}
