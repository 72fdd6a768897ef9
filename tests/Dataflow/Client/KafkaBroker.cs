using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NbaPipeline.Dataflow.Tests.Client;

/// <summary>One Apache Kafka for the tests of a collection, from ../shared/kafka, or the one that KAFKA_BOOTSTRAP names.</summary>
public sealed class KafkaBroker : IDisposable
{
    private const int FirstPort = 21300;
    private const int LastPort = 21398;
    private const int StartTimeoutMs = 90_000;
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
            Missing = "no Apache Kafka: neither KAFKA_BOOTSTRAP nor ../shared/kafka/kafka is there";
            return;
        }
        _dataDir = Directory.CreateTempSubdirectory("client-kafka-").FullName;
        var (code, output) = Run(_script, $"start --data-dir {_dataDir} --port {FreePort()}");
        if (code == 0)
            Bootstrap = output.Trim();
        else
            Missing = $"Apache Kafka did not start: {output}";
    }

    /// <summary>Host and port; empty when there is no broker.</summary>
    public string Bootstrap { get; } = "";

    /// <summary>Why there is no broker, null when there is one.</summary>
    public string? Missing { get; }

    /// <summary>The folder that holds Kafka's scripts, null when absent.</summary>
    public static string? FindScript()
    {
        if (RepositoryRoot.Folder is not { } root)
            return null;
        var script = Path.GetFullPath(Path.Combine(root, "..", "shared", "kafka", "kafka"));
        return File.Exists(script) ? script : null;
    }

    public static (int Code, string Output) Run(string script, string arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(script, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(StartTimeoutMs))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{script} {arguments} took longer than {StartTimeoutMs} ms");
        }
        return (process.ExitCode, process.ExitCode == 0 ? output.Result : errors.Result);
    }

    public void Dispose()
    {
        if (_dataDir is null)
            return;
        Run(_script!, $"stop --data-dir {_dataDir} --kill");
        Directory.Delete(_dataDir, recursive: true);
    }

    /// <summary>A broker takes two neighbouring ports.</summary>
    private static int FreePort()
    {
        for (var port = FirstPort; port < LastPort; port += 2)
        {
            if (IsFree(port) && IsFree(port + 1))
                return port;
        }
        throw new InvalidOperationException($"No free port pair from {FirstPort} to {LastPort}.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
