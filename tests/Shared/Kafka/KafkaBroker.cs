using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NbaPipeline.Kafka.Embedded;

namespace NbaPipeline.Tests.Shared;

/// <summary>
/// One broker for the tests of a class or a collection: the one that KAFKA_BOOTSTRAP names, else an embedded one in this process, or with
/// TEST_KAFKA=apache an Apache Kafka started from ../shared/kafka. eng/test runs the tests on both.
/// </summary>
public sealed class KafkaBroker : IDisposable
{
    private readonly EmbeddedBroker? _embedded;
    private const int ScriptTimeoutMs = 120_000;
    private const int StartAttempts = 3; // the second of its ports may be taken between the look and the start
    private readonly string? _dataDir;

    public KafkaBroker()
        : this(Environment.GetEnvironmentVariable("KAFKA_BOOTSTRAP")) { }

    /// <param name="given">A broker that is there; null or empty starts one that is empty.</param>
    internal KafkaBroker(string? given)
    {
        if (!string.IsNullOrEmpty(given))
        {
            Bootstrap = given;
            return;
        }
        _dataDir = Directory.CreateTempSubdirectory("test-kafka-").FullName;
        if (Environment.GetEnvironmentVariable("TEST_KAFKA") is not "apache")
        {
            // As ../shared/kafka is configured: nothing is created by a misspelt name, and a group does not wait for more members.
            var options = new EmbeddedBrokerOptions
            {
                DataDirectory = _dataDir,
                Port = 0,
                AutoCreateTopics = false,
                GroupInitialRebalanceDelayMs = 0,
            };
            _embedded = EmbeddedBroker.StartAsync(options).GetAwaiter().GetResult();
            Bootstrap = _embedded.BootstrapServers;
            return;
        }
        if (!File.Exists(Repository.KafkaScript))
        {
            WhyAbsent = "no Apache Kafka: neither KAFKA_BOOTSTRAP nor ../shared/kafka/kafka is there";
            return;
        }
        for (var attempt = 1; Bootstrap.Length == 0 && attempt <= StartAttempts; attempt++)
        {
            var (code, output) = Run("start", "--data-dir", _dataDir, "--port", FreePort().ToString(CultureInfo.InvariantCulture));
            Bootstrap = code == 0 ? output.Trim() : "";
            WhyAbsent = code == 0 ? null : $"Apache Kafka did not start: {output}";
        }
    }

    /// <summary>host:port; empty without a broker.</summary>
    public string Bootstrap { get; } = "";

    /// <summary>Why there is no broker, null when there is one.</summary>
    public string? WhyAbsent { get; }

    public void Dispose()
    {
        if (_embedded is not null)
        {
            _embedded.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        else if (_dataDir is not null && Bootstrap.Length > 0)
        {
            Run("stop", "--data-dir", _dataDir, "--kill");
        }
        if (_dataDir is not null)
        {
            Directory.Delete(_dataDir, recursive: true);
        }
    }

    /// <summary>Runs Kafka's script; its standard output, or its errors when it failed.</summary>
    public static (int Code, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.KafkaScript, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(ScriptTimeoutMs))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"kafka {string.Join(' ', arguments)} took longer than {ScriptTimeoutMs} ms");
        }
        return (process.ExitCode, process.ExitCode == 0 ? output.Result : errors.Result);
    }

    /// <summary>A broker takes two neighbouring ports.</summary>
    private static int FreePort()
    {
        const int Looks = 100;
        for (var look = 0; look < Looks; look++)
        {
            using var first = new TcpListener(IPAddress.Loopback, 0);
            first.Start();
            var port = ((IPEndPoint)first.LocalEndpoint).Port;
            if (port < IPEndPoint.MaxPort && IsFree(port + 1))
            {
                return port;
            }
        }
        throw new InvalidOperationException($"no two neighbouring free ports in {Looks} looks");
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
