using System.Diagnostics;
using System.Globalization;

namespace NbaPipeline.Cli;

/// <summary>
/// The kafka script as a launcher. Its output goes to a file, never through a pipe of ours: the script must be able to finish after
/// this process was killed, and a pipe without reader would stop it half-way.
/// </summary>
internal sealed class KafkaScript(string home, string logFile, Func<string, string?> variable) : IKafkaLauncher
{
    // The data of a replay is as old as the games: neither records nor committed offsets may age away.
    private static readonly string[] Conf = ["log.retention.ms=-1", "offsets.retention.minutes=2147483647"];

    public string Home => home;

    public async Task<string> StartAsync(string dataDir, int port, CancellationToken cancel)
    {
        RequireJava();
        Directory.CreateDirectory(dataDir);
        MendPidFile(dataDir);
        string[] args =
        [
            "start",
            "--data-dir",
            dataDir,
            "--port",
            port.ToString(CultureInfo.InvariantCulture),
            .. Conf.SelectMany(c => new[] { "--conf", c }),
        ];
        var code = await RunAsync(args, cancel);
        if (code != 0)
        {
            throw new CliException(
                ExitCode.NotReady,
                $"Kafka did not start (the script ended with {code})",
                logFile,
                LastLines(logFile),
                "look into that log; or give --bootstrap"
            );
        }

        return ServedAddress(dataDir) ?? $"127.0.0.1:{port}";
    }

    public async Task StopAsync(string dataDir, CancellationToken cancel)
    {
        MendPidFile(dataDir);
        var code = await RunAsync(["stop", "--data-dir", dataDir], cancel);
        if (code != 0)
        {
            throw new CliException(
                ExitCode.Failed,
                $"Kafka could not be stopped (the script ended with {code})",
                logFile,
                LastLines(logFile)
            );
        }
    }

    public int? FindProcess(string dataDir)
    {
        var properties = PropertiesOf(dataDir);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && CommandLine(folder) is { } line
                && line.Contains("kafka.Kafka")
                && line.Contains(properties)
            )
            {
                return pid;
            }
        }

        return null;
    }

    private static string PropertiesOf(string dataDir) => Path.Combine(dataDir, "node1", "server.properties");

    private static string[]? CommandLine(string processFolder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(processFolder, "cmdline")).Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // ended meanwhile, or another user's
        }
    }

    /// <summary>
    /// The script trusts its pid file. After a reboot another process may have that number, and a script killed between start and note leaves
    /// a broker without one: the process list decides.
    /// </summary>
    private void MendPidFile(string dataDir)
    {
        var file = Path.Combine(dataDir, "node1", "pid");
        var pid = FindProcess(dataDir);
        if (pid is null)
        {
            if (File.Exists(file))
            {
                File.Delete(file);
            }
        }
        else
        {
            File.WriteAllText(file, pid.Value.ToString(CultureInfo.InvariantCulture) + "\n");
        }
    }

    /// <summary>The address in the broker's own settings: right also when a killed script left its note of it empty.</summary>
    private static string? ServedAddress(string dataDir)
    {
        const string Key = "advertised.listeners=PLAINTEXT://";
        var line = File.ReadLines(PropertiesOf(dataDir)).FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal));
        return line?[Key.Length..].Trim();
    }

    private void RequireJava()
    {
        var folders = (variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (!folders.Any(f => File.Exists(Path.Combine(f, "java"))))
        {
            throw new CliException(
                ExitCode.NotReady,
                "Kafka needs a Java 17 runtime and there is no java on PATH",
                remedy: "apt-get install openjdk-17-jre-headless, or name a running Kafka with --bootstrap HOST:PORT"
            );
        }
    }

    private async Task<int> RunAsync(string[] args, CancellationToken cancel)
    {
        // A session of its own: a Ctrl+C meant for us does not reach the script in the middle of a start.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, RedirectStandardInput = true };
        foreach (
            var arg in (string[])
                ["-c", "log=$1; shift; exec setsid \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", logFile, Path.Combine(home, "kafka"), .. args]
        )
        {
            start.ArgumentList.Add(arg);
        }

        using var script =
            Process.Start(start)
            ?? throw new CliException(ExitCode.NotReady, "the kafka script cannot be run", Path.Combine(home, "kafka"));
        await script.WaitForExitAsync(cancel);
        return script.ExitCode;
    }

    private static string LastLines(string file)
    {
        try
        {
            return string.Join('\n', File.ReadLines(file).TakeLast(5));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
