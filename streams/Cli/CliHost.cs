using System.Text;

namespace NbaPipeline.Cli;

/// <summary>Everything a verb may know of the process around it. Tests give their own; nothing else asks <see cref="Console"/>.</summary>
internal sealed class CliHost : IDisposable
{
    /// <summary>Data, and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress, hints, logs and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where <see cref="Out"/> goes, for record bytes that are no text. Flush <see cref="Out"/> before writing here.</summary>
    public required Stream OutBytes { get; init; }

    public required TextReader In { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal; no limit when standard output is not one.</summary>
    public int Width { get; init; } = int.MaxValue;

    /// <summary>Value of an environment variable, null when unset.</summary>
    public required Func<string, string?> Variable { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Folder of the executable: the repository and its neighbours are found from here, never from the working folder.</summary>
    public required string ExecutableFolder { get; init; }

    public required string WorkingFolder { get; init; }

    /// <summary>How the user calls this program from the working folder; hints are made of it, so that they work when pasted.</summary>
    public string Invocation { get; init; } = "nba";

    public static CliHost ForThisProcess()
    {
        var toTerminal = !Console.IsOutputRedirected;
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16)
        {
            AutoFlush = toTerminal,
            NewLine = "\n",
        };
        return new CliHost
        {
            Out = output,
            OutBytes = output.BaseStream,
            Error = Console.Error,
            In = Console.In,
            OutIsTerminal = toTerminal,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = toTerminal ? TerminalWidth() : int.MaxValue,
            Variable = Environment.GetEnvironmentVariable,
            ExecutableFolder = AppContext.BaseDirectory,
            WorkingFolder = Environment.CurrentDirectory,
            Invocation = InvocationFrom(Environment.CurrentDirectory, Environment.GetEnvironmentVariable("PATH") ?? ""),
        };
    }

    /// <summary>Writes out what is buffered.</summary>
    public void Flush()
    {
        try
        {
            Out.Flush();
        }
        catch (IOException)
        {
            // A reader that went away (`| head`) has all it wanted: not an error.
        }
    }

    public void Dispose() => Flush();

    private static string InvocationFrom(string workingFolder, string path)
    {
        var launcher = Environment.ProcessPath ?? "nba";
        var folders = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (
            folders.FirstOrDefault(f => File.Exists(Path.Combine(f, "nba"))) is { } first
            && Path.GetFullPath(Path.Combine(first, "nba")) == launcher
        )
        {
            return "nba";
        }

        var relative = Path.GetRelativePath(workingFolder, launcher);
        return relative.StartsWith("..", StringComparison.Ordinal) ? launcher
            : relative.Contains('/', StringComparison.Ordinal) ? relative
            : "./" + relative;
    }

    private static int TerminalWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : 120;
        }
        catch (IOException)
        {
            return 120;
        }
    }
}
