namespace NbaPipeline.Tests.Shared;

/// <summary>Finds the repository from the test's own folder, and what lies beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The script that starts Apache Kafka; absent on machines without it.</summary>
    public static string KafkaScript => Path.Combine(Root, "..", "shared", "kafka", "kafka");

    public static string SampleSeason => Path.Combine(Root, "samples", "season-2023-24");

    /// <summary>The executable under test, built beside the tests.</summary>
    public static string Nba => Path.Combine(AppContext.BaseDirectory, "nba");

    /// <summary>Why a scenario cannot run on that broker here; null when it can.</summary>
    public static string? MissingFor(KafkaKind kind) =>
        !File.Exists(Nba) ? $"no executable at {Nba}; build the test project"
        : kind == KafkaKind.Apache && !File.Exists(KafkaScript) ? "no Apache Kafka at ../shared/kafka beside the repository"
        : null;

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NbaPipeline.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException($"No NbaPipeline.sln above {AppContext.BaseDirectory}.");
    }
}
