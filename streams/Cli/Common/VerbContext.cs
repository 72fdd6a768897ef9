using System.CommandLine;

namespace NbaPipeline.Cli;

/// <summary>A verb's view of one invocation: the parsed line, the common settings, the streams.</summary>
internal sealed class VerbContext(ParseResult parsed, CommonOptions common, CliHost host, CliServices services)
{
    public ParseResult Parsed { get; } = parsed;

    public CliHost Host { get; } = host;

    public CliServices Services { get; } = services;

    public CommonOptions Common { get; } = common;

    public TextWriter Out => Host.Out;

    public bool Verbose => Parsed.GetValue(Common.Verbose);

    public DataFolder Data => new(Path.GetFullPath(Parsed.GetValue(Common.DataDir)!, Host.WorkingFolder));

    /// <summary>Kafka named by flag or variable; null means that of the data dir.</summary>
    public string? Bootstrap => Parsed.GetValue(Common.Bootstrap) is { Length: > 0 } bootstrap ? bootstrap : null;

    public TimeSpan Timeout => Durations.Parse("--timeout", Parsed.GetValue(Common.Timeout)!);

    public bool OutColour => ColourPolicy.Allows(Parsed.GetValue(Common.Color)!, Host.OutIsTerminal, Host.Variable);

    public bool ErrorColour => ColourPolicy.Allows(Parsed.GetValue(Common.Color)!, Host.ErrorIsTerminal, Host.Variable);

    public IReadOnlyDictionary<string, string> ClientSettings => Cli.ClientSettings.Parse(Parsed.GetValue(Common.ClientSettings) ?? []);

    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public T? Get<T>(Argument<T> argument) => Parsed.GetValue(argument);

    public bool Given(Option option) => Parsed.GetResult(option) is { Implicit: false };

    /// <summary>One line for people, on standard error; behind what was printed before it where one file takes both.</summary>
    public void Say(string line)
    {
        Host.Flush();
        Host.Error.WriteLine(line);
    }
}
