using System.CommandLine;

namespace NbaPipeline.Cli.Commands;

/// <summary>`nba help [TOPIC|VERB]`.</summary>
internal sealed class HelpCommand : Verb
{
    private readonly RootCommand _root;
    private readonly Argument<string[]> _words = new("topic")
    {
        Description = "a verb, or one of the topics",
        HelpName = "TOPIC|VERB",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public HelpCommand(RootCommand root)
        : base("help", "explains a verb or a topic: " + string.Join(", ", HelpTopics.All.Keys))
    {
        _root = root;
        Add(_words);
    }

    public override IReadOnlyList<string> Examples => ["nba help run", "nba help ranges", "nba help exit-codes"];

    public override Task<int> RunAsync(VerbContext context, CancellationToken cancel)
    {
        var words = context.Get(_words) ?? [];
        if (words.Length == 1 && HelpTopics.All.TryGetValue(words[0], out var text))
        {
            context.Out.Write(text);
            return Task.FromResult(ExitCode.Done);
        }

        Command at = _root;
        foreach (var word in words)
        {
            at = at.Subcommands.FirstOrDefault(c => c.Name == word) ?? throw Unknown(word, at);
        }

        context.Out.Write(HelpText.Of(at, context.Common));
        return Task.FromResult(ExitCode.Done);
    }

    private static CliException Unknown(string word, Command at)
    {
        var known = at.Subcommands.Select(c => c.Name).Concat(HelpTopics.All.Keys).ToList();
        var near = Nearest.Of(word, known);
        return CliException.Usage(
            $"no help on '{word}'{(near is null ? "" : $", did you mean '{near}'?")}",
            $"known: {string.Join(", ", known)}",
            "nba help"
        );
    }
}
