using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NbaPipeline.Chaos.Tests;

/// <summary>A broker on the data that a run left behind, to look at it.</summary>
internal sealed class Broker : IDisposable
{
    private readonly Action _stop;

    private Broker(string bootstrap, Action stop)
    {
        Bootstrap = bootstrap;
        _stop = stop;
    }

    public string Bootstrap { get; }

    public static Broker Start(KafkaKind kafka, string dataDir)
    {
        if (kafka == KafkaKind.Apache)
        {
            return Apache(Path.Combine(dataDir, "kafka"));
        }
        var process = BrokerProcess.Start(dataDir);
        return new Broker(process.Bootstrap, process.Dispose);
    }

    public void Dispose() => _stop();

    private static Broker Apache(string dataDir)
    {
        var answer = Script(
            "start",
            "--data-dir",
            dataDir,
            "--port",
            FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        return new Broker(answer.Trim().Split('\n')[^1], () => Script("stop", "--data-dir", dataDir));
    }

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
