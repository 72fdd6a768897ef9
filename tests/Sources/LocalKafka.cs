using System.Diagnostics;

namespace NbaPipeline.Sources.Tests;

/// <summary>Apache Kafka from the folder beside the repository, for one test.</summary>
internal sealed class LocalKafka : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);

    private readonly string _script;
    private readonly TempFolder _data = new();

    private LocalKafka(string script, int port)
    {
        _script = script;
        Bootstrap = $"127.0.0.1:{port}";
        Run("start", "--data-dir", _data.Path, "--port", $"{port}");
    }

    public string Bootstrap { get; }

    /// <summary>Starts a broker, or gives <c>null</c> where there is none to start.</summary>
    public static LocalKafka? Start(int port)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NbaPipeline.sln")))
        {
            directory = directory.Parent;
        }

        var script = directory is null ? null : Path.GetFullPath(Path.Combine(directory.FullName, "..", "shared", "kafka", "kafka"));
        return File.Exists(script) ? new LocalKafka(script, port) : null;
    }

    public void Dispose()
    {
        Run("stop", "--data-dir", _data.Path);
        _data.Dispose();
    }

    private void Run(params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(_script, arguments)) ?? throw new InvalidOperationException($"{_script} does not start");
        if (!process.WaitForExit(StartTimeout) || process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{_script} {string.Join(' ', arguments)} did not end well within {StartTimeout.TotalSeconds:F0} s"
            );
        }
    }
}
