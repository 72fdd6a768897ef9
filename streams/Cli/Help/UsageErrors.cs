using System.CommandLine;

namespace NbaPipeline.Cli;

/// <summary>Turns parse errors into one message each that names the nearest word and all that would have been right.</summary>
internal static class UsageErrors
{
    public static void ThrowIfAny(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count > 0)
        {
            throw Unknown(command, parsed.UnmatchedTokens[0]);
        }

        if (command is not Verb)
        {
            throw CliException.Usage(
                $"{HelpText.PathOf(command)} needs a verb",
                $"known: {string.Join(", ", Names(command))}",
                $"see {HelpText.PathOf(command)} --help"
            );
        }

        if (parsed.Errors.Count > 0)
        {
            throw CliException.Usage(parsed.Errors[0].Message, null, $"see {HelpText.PathOf(command)} --help");
        }
    }

    private static CliException Unknown(Command command, string word)
    {
        var path = HelpText.PathOf(command);
        if (word.StartsWith('-') && word.Length > 1)
        {
            var options = HelpText.OptionsOf(command).SelectMany(o => o.Aliases.Append(o.Name)).Order(StringComparer.Ordinal).ToList();
            var name = word.Split('=')[0];
            return CliException.Usage(
                $"unknown option '{name}'{DidYouMean(name, options)}",
                $"{path} knows: {string.Join(", ", options)}",
                $"see {path} --help"
            );
        }

        return command.Subcommands.Count > 0
            ? CliException.Usage(
                $"unknown verb '{word}'{DidYouMean(word, Names(command))}",
                $"{path} knows: {string.Join(", ", Names(command))}",
                $"see {path} --help"
            )
            : CliException.Usage(
                $"unexpected argument '{word}'",
                null,
                $"quote it if it belongs to the argument before; see {path} --help"
            );
    }

    private static List<string> Names(Command command) => [.. command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name)];

    private static string DidYouMean(string word, IEnumerable<string> known) =>
        Nearest.Of(word, known) is { } near ? $", did you mean '{near}'?" : "";
}
