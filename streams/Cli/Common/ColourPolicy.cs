namespace NbaPipeline.Cli;

/// <summary>Whether escape sequences may be written to a stream: flag, then NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM, then the stream.</summary>
internal static class ColourPolicy
{
    /// <param name="flag">auto, always or never.</param>
    /// <param name="isTerminal">Whether the stream in question is a terminal.</param>
    /// <param name="variable">Environment.</param>
    public static bool Allows(string flag, bool isTerminal, Func<string, string?> variable)
    {
        if (flag != "auto")
        {
            return flag == "always";
        }

        if (!string.IsNullOrEmpty(variable("NO_COLOR")))
        {
            return false;
        }

        if (variable("CLICOLOR_FORCE") is { Length: > 0 } force && force != "0")
        {
            return true;
        }

        return isTerminal && variable("CLICOLOR") != "0" && variable("TERM") != "dumb";
    }
}
