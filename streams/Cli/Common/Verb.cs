using System.CommandLine;

namespace NbaPipeline.Cli;

/// <summary>One verb: its place in the command tree, its help, and what it does.</summary>
internal abstract class Verb(string name, string summary) : Command(name, summary)
{
    /// <summary>Arguments as the usage line shows them, e.g. <c>TOPIC</c>.</summary>
    public virtual string UsageArguments =>
        string.Join(' ', Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $"[{a.HelpName ?? a.Name}]" : a.HelpName ?? a.Name));

    /// <summary>Three commands that work when pasted.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>Exit codes beyond those of all verbs, or their meaning here.</summary>
    public virtual IReadOnlyList<(int Code, string Meaning)> ExitCodes => [];

    public abstract Task<int> RunAsync(VerbContext context, CancellationToken cancel);
}
