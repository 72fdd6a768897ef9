using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NbaPipeline.Conformance.Tests.Clients;

namespace NbaPipeline.Conformance.Tests.Brokers;

/// <summary>Apache Kafka: the one that KAFKA_BOOTSTRAP names, or one started from ../shared/kafka.</summary>
public sealed class ApacheTestBroker : TestBroker
{
    private const int FirstPort = 22200;
    private const int LastPort = 22298;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private string? _folder;

    public override string Name => "Apache Kafka";

    public override async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("KAFKA_BOOTSTRAP") is { Length: > 0 } given)
        {
            Bootstrap = given;
            return;
        }
        Absence =
            !File.Exists(Repository.KafkaScript)
                ? "no Apache Kafka at ../shared/kafka beside the repository, and KAFKA_BOOTSTRAP names none"
            : ExternalTool.Find("java") is null ? "no java on PATH to start Apache Kafka with"
            : null;
        if (Absence is not null)
        {
            return;
        }
        _folder = Directory.CreateTempSubdirectory("conformance-kafka-").FullName;
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        // Half a minute after the start it would delete what tests produce with the record times of seasons past.
        string[] arguments = ["start", "--data-dir", _folder, "--port", port, "--conf", "log.retention.ms=-1"];
        var start = await ExternalTool.RunAsync(Repository.KafkaScript, arguments, StartLimit);
        start.ExitCode.ShouldBe(0, $"Apache Kafka did not start: {start.Output}");
        Bootstrap = start.Lines[^1];
    }

    public override async Task DisposeAsync()
    {
        if (_folder is not null)
        {
            await ExternalTool.RunAsync(Repository.KafkaScript, ["stop", "--data-dir", _folder, "--kill"], StartLimit);
            Directory.Delete(_folder, recursive: true);
        }
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
        throw new InvalidOperationException($"No two free ports from {FirstPort} to {LastPort}.");
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
