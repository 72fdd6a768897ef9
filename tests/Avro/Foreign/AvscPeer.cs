using System.Diagnostics;
using System.Text.Json;

namespace NbaPipeline.Avro.Tests.Foreign;

/// <summary>The npm package avsc in a process of its own; one start answers a whole batch of requests.</summary>
internal static class AvscPeer
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>Why the peer cannot be asked here; null when it can.</summary>
    public static string? Absence { get; } = FindAbsence();

    private static string Folder => Path.Combine(Repository.Root, "tests", "Avro", "peer");

    public static async Task<JsonElement[]> Ask(IReadOnlyCollection<object> requests)
    {
        using var process = Process.Start(
            new ProcessStartInfo("node", "peer.js")
            {
                WorkingDirectory = Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        using var cancel = new CancellationTokenSource(Deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel.Token);
            var errors = process.StandardError.ReadToEndAsync(cancel.Token);
            foreach (var request in requests)
            {
                await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request).AsMemory(), cancel.Token);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(cancel.Token);
            process.ExitCode.ShouldBe(0, await errors);
            var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.Length.ShouldBe(requests.Count);
            return [.. lines.Select(l => JsonDocument.Parse(l).RootElement)];
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static string? FindAbsence() =>
        Directory.Exists(Path.Combine(Folder, "node_modules", "avsc"))
            ? null
            : "the npm package avsc is not installed; eng/avro-peer does it";
}
