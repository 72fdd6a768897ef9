using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>
/// One client connection. Requests are executed one after the other and answered in their order (spec section 3.5): that gives Kafka's
/// ordering guarantee without any further lock, and sequence checks of idempotent producers depend on it.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "RunAsync gives everything back; the token source has no timer, and may be cancelled from another thread after that."
)]
internal sealed partial class Connection
{
    private readonly NetworkServices _network;
    private readonly Socket _socket;
    private readonly byte[] _receiveBuffer;
    private readonly FrameReader _reader;
    private readonly ProtocolWriter _writer;
    private readonly CancellationTokenSource _closed = new();
    private readonly Request _request;
    private readonly Action<int> _bodyProgress;
    private readonly Action _clientGone;
    private byte[]? _frame;
    private int _phase;
    private long _phaseSince;
    private long _writingSince;
    private int _bodyMark;
    private int _isClosed;

    public Connection(NetworkServices network, Socket socket)
    {
        _network = network;
        _socket = socket;
        Peer = Describe(socket);
        ClientHost = (socket.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "unknown";
        Closed = _closed.Token;
        _receiveBuffer = network.Pool.Rent(NetworkLimits.ReceiveBufferBytes);
        _reader = new FrameReader(socket, _receiveBuffer);
        _writer = new ProtocolWriter(network.Pool);
        _request = new Request(this);
        _bodyProgress = BodyProgressed;
        _clientGone = ClientGone;
        Sasl = new SaslState(network.Options.SaslUsers.Count == 0);
        Enter(ConnectionPhase.Idle);
    }

    /// <summary>Address and port of the client, for logs.</summary>
    public string Peer { get; }

    /// <summary>Address of the client, as DescribeGroups shows it.</summary>
    public string ClientHost { get; }

    /// <summary>Cancelled when the connection closes, or its client is seen to have gone while a request is parked.</summary>
    public CancellationToken Closed { get; }

    /// <summary>Cancelled when the broker begins to stop.</summary>
    public CancellationToken Stopping => _network.Stopping;

    /// <summary>What it does; its time is known once it is seen here.</summary>
    public ConnectionPhase Phase => (ConnectionPhase)Volatile.Read(ref _phase);

    /// <summary>How far this client has authenticated.</summary>
    public SaslState Sasl { get; }

    public BufferPool Pool => _network.Pool;

    /// <summary>Closes the socket; whatever waits on it ends. Safe from any thread, and more than once.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return;
        }
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The client was faster.
        }
        _socket.Dispose();
        _closed.Cancel();
    }

    /// <summary>The broker stops: ends the connection now if nothing is being executed on it; otherwise it ends after the answer.</summary>
    public void BeginStop()
    {
        if (Phase is ConnectionPhase.Idle or ConnectionPhase.Body or ConnectionPhase.Parked)
        {
            Close();
        }
    }

    /// <summary>Closes the connection when it is idle or stalled for too long at <paramref name="now"/>, a timestamp of the broker's clock.</summary>
    public void Sweep(long now)
    {
        var phase = Phase;
        var phaseMs = _network.Time.GetElapsedTime(Volatile.Read(ref _phaseSince), now).TotalMilliseconds;
        var writingSince = Volatile.Read(ref _writingSince);
        if (writingSince != 0 && _network.Time.GetElapsedTime(writingSince, now).TotalMilliseconds > NetworkLimits.WriteStallMs)
        {
            NetworkLog.WriterStalled(_network.Logger, Peer, NetworkLimits.WriteStallMs);
            Close();
        }
        else if (phase == ConnectionPhase.Body && phaseMs > NetworkLimits.BodyStallMs)
        {
            NetworkLog.BodyStalled(_network.Logger, Peer, NetworkLimits.BodyStallMs);
            Close();
        }
        else if (phase == ConnectionPhase.Idle && phaseMs > _network.Options.IdleConnectionMs)
        {
            Close();
        }
    }

    private static string Describe(Socket socket) => socket.RemoteEndPoint?.ToString() ?? "unknown";

    private void Enter(ConnectionPhase phase)
    {
        Volatile.Write(ref _phaseSince, _network.Time.GetTimestamp());
        // A full fence: whoever enters a phase and then looks at Stopping cannot miss a stop that missed the phase.
        Interlocked.Exchange(ref _phase, (int)phase);
    }

    private void BodyProgressed(int received)
    {
        if (received - _bodyMark >= NetworkLimits.BodyProgressBytes)
        {
            _bodyMark = received;
            Volatile.Write(ref _phaseSince, _network.Time.GetTimestamp());
        }
    }

    private void ClientGone() => _closed.Cancel();
}
