using System.Net;
using System.Net.Sockets;

namespace NbaPipeline.Cli;

internal sealed class LoopbackPorts : IPorts
{
    private const int Attempts = 50;

    public bool IsFree(int port) => CanListen(port) && CanListen(port + 1);

    public int FindFree()
    {
        for (var i = 0; i < Attempts; i++)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            listener.Stop();
            if (port < ushort.MaxValue && IsFree(port))
            {
                return port;
            }
        }

        throw new CliException(
            ExitCode.NotReady,
            $"no two free neighbouring ports on 127.0.0.1 in {Attempts} attempts",
            remedy: "name a running Kafka with --bootstrap"
        );
    }

    private static bool CanListen(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            listener.Stop();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
