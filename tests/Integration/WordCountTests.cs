using System.Diagnostics;
using System.Globalization;

namespace NbaPipeline.Integration.Tests;

/// <summary>A library user's first minute, as the README tells it.</summary>
public sealed class WordCountTests : IDisposable
{
    /// <summary>For each line; the program is built before the first.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nba-wordcount-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_sample_runs_counts_what_is_typed_ends_in_order_and_goes_on_from_there()
    {
        await RunAsync(Shown("be", 2), Shown("question", 1));
        await RunAsync(Shown("be", 4), Shown("question", 2));
    }

    private async Task RunAsync(string atFirst, string whenTyped)
    {
        using var program = Start();
        var errors = program.StandardError.ReadToEndAsync();
        try
        {
            await ReadUntilAsync(program, errors, atFirst);
            await program.StandardInput.WriteLineAsync("the question");
            await ReadUntilAsync(program, errors, whenTyped);

            using (Process.Start("kill", ["-TERM", program.Id.ToString(CultureInfo.InvariantCulture)])) { }
            await program.WaitForExitAsync().WaitAsync(Limit);
            program.ExitCode.ShouldBe(0, await errors);
        }
        finally
        {
            program.Kill(entireProcessTree: true);
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", ["run", "samples/wordcount.cs"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CONTENTROOT"] = _folder.FullName;
        // Servers of the build outlive it, and would hold its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    private static async Task ReadUntilAsync(Process program, Task<string> errors, string wanted)
    {
        var said = new List<string>();
        try
        {
            while (await program.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } line)
            {
                said.Add(line);
                if (line == wanted)
                {
                    return;
                }
            }
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"No line '{wanted}' within {Limit} of the last of:\n{string.Join('\n', said)}", e);
        }
        throw new InvalidOperationException($"No line '{wanted}' in:\n{string.Join('\n', said)}\n{await errors}");
    }

    private static string Shown(string word, int count) => $"{word, -12} {count}";
}
