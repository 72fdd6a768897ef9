using System.CommandLine;
using NbaPipeline.Cli.Run;

namespace NbaPipeline.Cli.Commands;

/// <summary>Flags of the verbs that replay recorded seasons.</summary>
internal sealed class InputOptions
{
    private readonly Option<string?> _data = new("--data")
    {
        Description = "folder with recorded seasons (default: the sample season)",
        HelpName = "DIR",
    };
    private readonly Option<string?> _seasons = new("--seasons")
    {
        Description = "seasons to replay, e.g. 2022-23,2023-24 (default: all found)",
        HelpName = "A,B",
    };
    private readonly Option<int?> _partitions = new("--partitions")
    {
        Description = "partitions of topics that are not there yet",
        HelpName = "N",
    };
    private readonly Option<int> _threads = new("--threads")
    {
        Description = "stream threads of each stage",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<int> _commitMs = new("--commit-ms")
    {
        Description = "commit interval",
        HelpName = "N",
        DefaultValueFactory = _ => 100,
    };

    public void AddTo(Command command, bool stages = false)
    {
        command.Add(_data);
        command.Add(_seasons);
        command.Add(_partitions);
        if (stages)
        {
            command.Add(_threads);
            command.Add(_commitMs);
        }
    }

    public RunOptions OptionsFrom(VerbContext context) =>
        new()
        {
            Folder = context.Data,
            Input = context.Get(_data) is { Length: > 0 } data
                ? Existing(Path.GetFullPath(data, context.Host.WorkingFolder))
                : SampleSeason.Find(context.Host),
            Seasons = Seasons(context.Get(_seasons)),
            Partitions = context.Get(_partitions) is { } n ? AtLeastOne("--partitions", n) : null,
            Threads = AtLeastOne("--threads", context.Parsed.CommandResult.Command.Options.Contains(_threads) ? context.Get(_threads) : 1),
            CommitIntervalMs = AtLeastOne(
                "--commit-ms",
                context.Parsed.CommandResult.Command.Options.Contains(_commitMs) ? context.Get(_commitMs) : 100
            ),
        };

    private static string Existing(string folder) =>
        Directory.Exists(folder)
            ? folder
            : throw CliException.Usage(
                "--data names no folder",
                folder,
                "name a folder with box score, schedule and odds files, or leave --data out for the sample season"
            );

    private static IReadOnlyList<string> Seasons(string? list)
    {
        var seasons = (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(seasons, s => !SeasonText.IsValid(s)) is { } wrong
            ? throw CliException.Usage($"'{wrong}' is no season", "expected the two years, e.g. 2023-24")
            : seasons;
    }

    private static int AtLeastOne(string flag, int value) =>
        value > 0 ? value : throw CliException.Usage($"{flag} must be at least 1", $"got {value}");
}
