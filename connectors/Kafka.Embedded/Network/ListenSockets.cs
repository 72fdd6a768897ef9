using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>Binds the addresses a broker listens on (spec sections 3.1 and 18).</summary>
internal static class ListenSockets
{
    /// <summary>A free port of IPv4 may be taken on IPv6; then another one is tried.</summary>
    private const int MaxPortAttempts = 20;

    /// <summary>Bound sockets that listen, all on one port.</summary>
    /// <exception cref="EmbeddedBrokerException">The address or port cannot be bound, or may not.</exception>
    public static IReadOnlyList<Socket> Open(EmbeddedBrokerOptions options, ILogger logger)
    {
        if (options.ListenAddress is not null)
        {
            return [Bind(Allowed(options, logger), options.Port)];
        }
        for (var attempt = 1; ; attempt++)
        {
            var ipv4 = Bind(IPAddress.Loopback, options.Port);
            var port = ((IPEndPoint)ipv4.LocalEndPoint!).Port;
            try
            {
                return [ipv4, Listen(IPAddress.IPv6Loopback, port)];
            }
            catch (SocketException e)
                when (e.SocketErrorCode == SocketError.AddressAlreadyInUse && options.Port == 0 && attempt < MaxPortAttempts)
            {
                ipv4.Dispose();
            }
            catch (SocketException e)
            {
                NetworkLog.NotBound(logger, $"[::1]:{port}", e.Message);
                return [ipv4];
            }
        }
    }

    /// <summary>A port that is free now, for those who must name it before the broker starts.</summary>
    public static int FindFreePort()
    {
        using var socket = Bind(IPAddress.Loopback, 0);
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static IPAddress Allowed(EmbeddedBrokerOptions options, ILogger logger)
    {
        if (!IPAddress.TryParse(options.ListenAddress, out var address))
        {
            throw new EmbeddedBrokerException(
                $"{nameof(options.ListenAddress)} '{options.ListenAddress}' is no IP address. Give one, such as 127.0.0.1, or leave it null for both loopback addresses."
            );
        }
        if (IPAddress.IsLoopback(address))
        {
            return address;
        }
        if (!options.AllowRemote)
        {
            throw new EmbeddedBrokerException(
                $"{nameof(options.ListenAddress)} {address} can be reached from other machines, and the broker has no TLS. Set {nameof(options.AllowRemote)} if that is meant."
            );
        }
        NetworkLog.Remote(logger, address.ToString(), options.SaslUsers.Count == 0 ? " and without authentication" : "");
        return address;
    }

    private static Socket Bind(IPAddress address, int port)
    {
        try
        {
            return Listen(address, port);
        }
        catch (SocketException e)
        {
            var hint =
                e.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? " Another broker may be running; take another port, or 0 for a free one."
                    : "";
            throw new EmbeddedBrokerException($"{address}:{port} cannot be bound: {e.Message}.{hint}", e);
        }
    }

    private static Socket Listen(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(NetworkLimits.Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
