using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NbaPipeline.Chaos.Tests;

/// <summary>Apache Kafka on the data that a run left behind, to look at it.</summary>
internal sealed class Broker : IDisposable
{
    private readonly string _dataDir;

    private Broker(string dataDir, string bootstrap)
    {
        _dataDir = dataDir;
        Bootstrap = bootstrap;
    }

    public string Bootstrap { get; }

    public static Broker Start(string dataDir)
    {
        var answer = Script(
            "start",
            "--data-dir",
            dataDir,
            "--port",
            FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        return new Broker(dataDir, answer.Trim().Split('\n')[^1]);
    }

    public void Dispose() => Script("stop", "--data-dir", _dataDir);

    // Nodes take two ports in a row; the odd chance that the second is taken shows as a failed start.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Script(params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.KafkaScript) { RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"kafka {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
