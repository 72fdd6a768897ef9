using System.CommandLine;
using System.Text;

namespace NbaPipeline.Cli;

/// <summary>Help of a verb or a group: one line, usage, examples, flags, exit codes, environment. docs/cli.md is written from the same tree.</summary>
internal static class HelpText
{
    public static string Of(Command command, CommonOptions common)
    {
        var text = new StringBuilder();
        var path = PathOf(command);
        text.Append(path).Append(": ").Append(command.Description).Append("\n\nusage:\n  ").Append(path);
        if (command is Verb verb)
        {
            text.Append(verb.UsageArguments.Length > 0 ? " " + verb.UsageArguments : "").Append(" [flags]\n");
            Section(text, "examples", verb.Examples.Select(e => (e, "")));
            Section(text, "flags", verb.Options.Select(Describe));
        }
        else
        {
            text.Append(" VERB [flags]\n");
            Section(text, "verbs", command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? "")));
            Section(text, "examples", Examples(command).Select(e => (e, "")));
        }

        Section(text, "flags of every verb", common.All.Select(Describe));
        Section(text, "exit codes", Codes(command));
        Section(text, "environment (a flag goes before its variable)", Variables(command, common));
        return text.ToString();
    }

    public static string PathOf(Command command)
    {
        var names = new List<string>();
        for (var at = command; at is not null and not RootCommand; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            names.Insert(0, at.Name);
        }

        return string.Join(' ', names.Prepend("nba"));
    }

    /// <summary>The command's own options and those it inherits.</summary>
    public static IEnumerable<Option> OptionsOf(Command command)
    {
        for (var at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            foreach (var option in at.Options.Where(o => at == command || o.Recursive))
            {
                yield return option;
            }
        }
    }

    private static IEnumerable<string> Examples(Command group) =>
        group is RootCommand
            ? ["nba run", "nba sql \"from predictions.points limit 5\"", "nba help exit-codes"]
            : group.Subcommands.OfType<Verb>().SelectMany(v => v.Examples.Take(2)).Take(3);

    private static (string, string) Describe(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(n => n.Length));
        var value = option.ValueType == typeof(bool) ? "" : " " + (option.HelpName ?? "VALUE");
        var fallback =
            option is { HasDefaultValue: true } && option.ValueType != typeof(bool) && option.GetDefaultValue() is { } d and not Array
                ? $" [{d}]"
                : "";
        return (names + value, option.Description + fallback);
    }

    private static IEnumerable<(string, string)> Codes(Command command)
    {
        var own = (command as Verb)?.ExitCodes ?? [];
        return HelpTopics
            .ExitCodes.Where(c => c.Code != ExitCode.Found || own.Any(o => o.Code == ExitCode.Found) || command is not Verb)
            .Select(c =>
                (
                    c.Code.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    own.FirstOrDefault(o => o.Code == c.Code).Meaning ?? c.Meaning
                )
            );
    }

    private static IEnumerable<(string, string)> Variables(Command command, CommonOptions common) =>
        OptionsOf(command)
            .Concat(common.All)
            .Distinct()
            .Where(o => EnvironmentFlags.Has(o))
            .Select(o => (EnvironmentFlags.VariableOf(o.Name), o.Name))
            .Append(("NO_COLOR, CLICOLOR, CLICOLOR_FORCE", "escape sequences off or on"));

    private static void Section(StringBuilder text, string title, IEnumerable<(string Left, string Right)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        text.Append('\n').Append(title).Append(":\n");
        var width = Math.Min(all.Max(l => l.Left.Length), 36);
        foreach (var (left, right) in all)
        {
            text.Append("  ").Append(right.Length == 0 ? left : left.PadRight(width) + "  " + right).Append('\n');
        }
    }
}
