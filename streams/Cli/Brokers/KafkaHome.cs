namespace NbaPipeline.Cli;

/// <summary>An Apache Kafka distribution that a run starts instead of the embedded broker, when the user names one.</summary>
internal static class KafkaHome
{
    public const string Variable = "NBA_KAFKA_HOME";

    /// <summary>The folder named by the variable, else the one the data dir was filled with; null when neither names one.</summary>
    public static string? Find(CliHost host, BrokerNote? note) =>
        host.Variable(Variable) is { Length: > 0 } named ? Existing(Path.GetFullPath(named, host.WorkingFolder), Variable)
        : note?.KafkaHome is { } noted ? Existing(noted, "the data dir's broker.json")
        : null;

    private static string Existing(string home, string who) =>
        File.Exists(Path.Combine(home, "kafka"))
            ? home
            : throw new CliException(
                ExitCode.Usage,
                $"{who} names a folder without the script 'kafka'",
                home,
                remedy: $"set {Variable} to a Kafka distribution, or give --bootstrap"
            );
}
