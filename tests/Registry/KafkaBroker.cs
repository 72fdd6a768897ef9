using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NbaPipeline.SchemaRegistry.Tests;

/// <summary>One Apache Kafka for this assembly: the one that KAFKA_BOOTSTRAP names, or one started from ../shared/kafka.</summary>
public sealed class KafkaBroker : IDisposable
{
    private const int FirstPort = 21200;
    private const int LastPort = 21298;
    private const int ScriptTimeoutMs = 90_000;

    private readonly string? _script;
    private readonly string? _dataDir;

    public KafkaBroker()
    {
        if (Environment.GetEnvironmentVariable("KAFKA_BOOTSTRAP") is { Length: > 0 } given)
        {
            Bootstrap = given;
            return;
        }

        _script = FindScript();
        if (_script is null)
        {
            WhyAbsent = "no Apache Kafka: KAFKA_BOOTSTRAP is not set and ../shared/kafka/kafka is not there";
            return;
        }

        _dataDir = Directory.CreateTempSubdirectory("registry-kafka-").FullName;
        var (code, output) = Run(
            _script,
            "start",
            "--data-dir",
            _dataDir,
            "--port",
            FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        Bootstrap = code == 0 ? output.Trim() : "";
        WhyAbsent = code == 0 ? null : $"Apache Kafka did not start: {output}";
    }

    /// <summary>host:port; empty without a broker.</summary>
    public string Bootstrap { get; } = "";

    /// <summary>Null if there is a broker.</summary>
    public string? WhyAbsent { get; }

    public void Dispose()
    {
        if (_dataDir is not null)
        {
            Run(_script!, "stop", "--data-dir", _dataDir, "--kill");
            Directory.Delete(_dataDir, recursive: true);
        }
    }

    private static string? FindScript()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NbaPipeline.sln")))
            {
                var script = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "kafka", "kafka"));
                return File.Exists(script) ? script : null;
            }
        }

        return null;
    }

    private static (int Code, string Output) Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(script, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(ScriptTimeoutMs))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"took longer than {ScriptTimeoutMs} ms");
        }

        return (process.ExitCode, process.ExitCode == 0 ? output.Result : errors.Result);
    }

    /// <summary>A broker takes two neighbouring ports.</summary>
    private static int FreePort()
    {
        for (var port = FirstPort; port < LastPort; port += 2)
        {
            if (IsFree(port) && IsFree(port + 1))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"no two free ports from {FirstPort} to {LastPort}");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
