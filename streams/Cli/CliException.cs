namespace NbaPipeline.Cli;

/// <summary>
/// An error that a user can act on. It is printed as up to four lines: what happened, where, the values that disagree, what to do.
/// </summary>
internal sealed class CliException(
    int exitCode,
    string what,
    string? where = null,
    string? values = null,
    string? remedy = null,
    Exception? inner = null
) : Exception(what, inner)
{
    public int ExitCode { get; } = exitCode;

    public string? Where { get; } = where;

    public string? Values { get; } = values;

    public string? Remedy { get; } = remedy;

    /// <summary>Wrong usage: exit 2.</summary>
    public static CliException Usage(string what, string? values = null, string? remedy = null) =>
        new(Cli.ExitCode.Usage, what, null, values, remedy);
}
