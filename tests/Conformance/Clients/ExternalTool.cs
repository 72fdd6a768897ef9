using System.Diagnostics;

namespace NbaPipeline.Conformance.Tests.Clients;

/// <summary>Runs a program of another house to its end, with a bound.</summary>
internal static class ExternalTool
{
    /// <summary>The program's path when PATH has it, else null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs it and returns all it said; when it takes longer than the limit it is killed with its children and the result says so.</summary>
    public static async Task<ToolResult> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan limit)
    {
        var lines = new List<string>();
        using var process = Start(program, arguments, lines);
        using var patience = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            lines.Add($"killed after {limit.TotalSeconds} s");
        }
        lock (lines)
        {
            return new ToolResult(process.ExitCode, [.. lines]);
        }
    }

    /// <summary>Starts it; what it says on both streams goes to <paramref name="lines"/>, which is also what to lock.</summary>
    public static Process Start(string program, IReadOnlyList<string> arguments, List<string> lines)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.OutputDataReceived += (_, e) => Keep(lines, e.Data);
        process.ErrorDataReceived += (_, e) => Keep(lines, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        return process;
    }

    private static void Keep(List<string> lines, string? line)
    {
        if (line is not null)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }
}
