using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>Accepts connections, at most as many as configured, serves each, and closes those that are idle or stalled.</summary>
internal sealed class NetworkServer
{
    private static readonly TimeSpan AcceptRetry = TimeSpan.FromMilliseconds(100);

    private readonly NetworkServices _network;
    private readonly IReadOnlyList<Socket> _listeners;
    private readonly ConcurrentDictionary<Connection, Task> _connections = new();
    private readonly ITimer _sweeper;
    private Task[] _accepting = [];
    private int _count;

    /// <param name="network">What connections share.</param>
    /// <param name="listeners">Sockets that listen already; the server closes them.</param>
    public NetworkServer(NetworkServices network, IReadOnlyList<Socket> listeners)
    {
        _network = network;
        _listeners = listeners;
        Port = ((IPEndPoint)listeners[0].LocalEndPoint!).Port;
        var interval = TimeSpan.FromMilliseconds(NetworkLimits.SweepIntervalMs);
        _sweeper = network.Time.CreateTimer(_ => Sweep(), null, interval, interval);
    }

    /// <summary>The port that is bound, on all addresses the same.</summary>
    public int Port { get; }

    /// <summary>Open connections.</summary>
    public int ConnectionCount => Volatile.Read(ref _count);

    /// <summary>Connections that are in a phase just now.</summary>
    public int CountIn(ConnectionPhase phase) => _connections.Keys.Count(connection => connection.Phase == phase);

    public void Start() => _accepting = [.. _listeners.Select(AcceptAsync)];

    /// <summary>
    /// Stops accepting, lets requests in progress be answered, ends parked ones, and returns when every connection is closed, or hangs beyond the grace. The stopping
    /// token of the services is cancelled before.
    /// </summary>
    public async Task StopAsync()
    {
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }
        await Task.WhenAll(_accepting);
        foreach (var connection in _connections.Keys)
        {
            connection.BeginStop();
        }
        var all = Task.WhenAll(_connections.Values);
        if (!await EndsAsync(all))
        {
            foreach (var connection in _connections.Keys)
            {
                connection.Close();
            }
            if (!await EndsAsync(all))
            {
                NetworkLog.StillBusy(_network.Logger, ConnectionCount, NetworkLimits.StopGraceMs);
            }
        }
        await _sweeper.DisposeAsync();
    }

    /// <summary>Waits for the grace of a stop, not longer: a request that hangs must not keep the data from being flushed.</summary>
    private async Task<bool> EndsAsync(Task task)
    {
        try
        {
            await task.WaitAsync(TimeSpan.FromMilliseconds(NetworkLimits.StopGraceMs), _network.Time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                Serve(await listener.AcceptAsync());
            }
            catch (Exception) when (_network.Stopping.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException e)
            {
                // Mostly a client that went at once, or no more file handles: others may still be served.
                NetworkLog.AcceptFailed(_network.Logger, e.Message);
                await Task.Delay(AcceptRetry, _network.Time);
            }
        }
    }

    private void Serve(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            var connection = new Connection(_network, socket);
            if (Interlocked.Increment(ref _count) > _network.Options.MaxConnections)
            {
                NetworkLog.TooMany(_network.Logger, connection.Peer, _network.Options.MaxConnections);
                connection.Close();
            }
            var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _connections[connection] = finished.Task;
            ThreadPool.UnsafeQueueUserWorkItem(_ => _ = RunAsync(connection, finished), null);
        }
        catch (SocketException)
        {
            // The client went between accept and here.
            socket.Dispose();
        }
    }

    private async Task RunAsync(Connection connection, TaskCompletionSource finished)
    {
        await connection.RunAsync();
        Interlocked.Decrement(ref _count);
        _connections.TryRemove(connection, out _);
        finished.SetResult();
    }

    private void Sweep()
    {
        var now = _network.Time.GetTimestamp();
        foreach (var (connection, _) in _connections)
        {
            connection.Sweep(now);
        }
    }
}
