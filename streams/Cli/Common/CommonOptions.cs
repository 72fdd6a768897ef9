using System.CommandLine;

namespace NbaPipeline.Cli;

/// <summary>The flags that every verb takes; made once, hung on the root, valid before and after the verb.</summary>
internal sealed class CommonOptions
{
    public Option<string> DataDir { get; } =
        new("--data-dir")
        {
            Description = "folder with everything a run writes",
            HelpName = "DIR",
            DefaultValueFactory = _ => "./data/nba",
            Recursive = true,
        };

    public Option<string?> Bootstrap { get; } =
        new("--bootstrap")
        {
            Description = "Kafka to use, host:port[,...] (default: the one of the data dir)",
            HelpName = "LIST",
            Recursive = true,
        };

    public Option<string[]> ClientSettings { get; } =
        new("-X")
        {
            Description = "any librdkafka setting, repeatable",
            HelpName = "KEY=VALUE",
            Recursive = true,
            Arity = ArgumentArity.OneOrMore,
            DefaultValueFactory = _ => [],
        };

    public Option<string> Timeout { get; } =
        new("--timeout")
        {
            Description = "how long to wait for something that does not answer",
            HelpName = "10s",
            DefaultValueFactory = _ => "10s",
            Recursive = true,
        };

    public Option<string> Color { get; } =
        new("--color")
        {
            Description = "auto, always or never",
            HelpName = "WHEN",
            DefaultValueFactory = _ => "auto",
            Recursive = true,
        };

    public Option<bool> Verbose { get; } =
        new("--verbose", "-v") { Description = "client logs and stack traces on stderr", Recursive = true };

    public Option<bool> Help { get; } = new("--help", "-h", "-?") { Description = "this text", Recursive = true };

    public IReadOnlyList<Option> All => [DataDir, Bootstrap, ClientSettings, Timeout, Color, Verbose, Help];

    public static CommonOptions Create()
    {
        var options = new CommonOptions();
        options.Color.AcceptOnlyFromAmong("auto", "always", "never");
        return options;
    }
}
