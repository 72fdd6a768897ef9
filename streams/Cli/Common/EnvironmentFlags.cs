using System.CommandLine;

namespace NbaPipeline.Cli;

/// <summary>
/// NBA_* variables stand for flags that were not given: NBA_DATA_DIR for --data-dir. They are put on the command line as if typed, so
/// that one parser judges both and the precedence flag, variable, default holds for each of them.
/// </summary>
internal static class EnvironmentFlags
{
    private static readonly string[] Flags =
    [
        "--data-dir",
        "--bootstrap",
        "--timeout",
        "--output",
        "--data",
        "--seasons",
        "--partitions",
        "--threads",
        "--commit-ms",
    ];

    /// <summary>Whether a variable stands for the flag. NBA_OUTPUT names a format of rows; verbs with formats of their own (and a default) are left out.</summary>
    public static bool Has(Option option) => Flags.Contains(option.Name) && option is not { Name: "--output", HasDefaultValue: true };

    public static string VariableOf(string flag) => "NBA_" + flag.TrimStart('-').Replace('-', '_').ToUpperInvariant();

    /// <summary>The arguments with the variables of this verb added; the same list when there are none.</summary>
    public static IReadOnlyList<string> Apply(IReadOnlyList<string> args, ParseResult parsed, Func<string, string?> variable)
    {
        var added = new List<string>();
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
        {
            foreach (var option in command.Command.Options)
            {
                if (
                    Has(option)
                    && parsed.GetResult(option) is not { Implicit: false }
                    && variable(VariableOf(option.Name)) is { Length: > 0 } value
                )
                {
                    added.Add(option.Name);
                    added.Add(value);
                }
            }
        }

        if (added.Count == 0)
        {
            return args;
        }

        var end = args.ToList().IndexOf("--");
        return end < 0 ? [.. args, .. added] : [.. args.Take(end), .. added, .. args.Skip(end)];
    }
}
