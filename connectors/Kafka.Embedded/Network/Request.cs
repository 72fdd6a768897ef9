using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>
/// The request that a connection executes at present. Each connection has one such object and uses it again, since it executes one request
/// at a time.
/// </summary>
internal sealed class Request(Connection connection)
{
    private RequestContext _context = new(-1, "", connection.ClientHost, connection.Closed);
    private ProtocolReader _body;

    public RequestHeader Header { get; private set; }

    /// <summary>The connection it came on and on which it is answered.</summary>
    public Connection Connection => connection;

    /// <summary>Set by a handler that wants the connection closed once it has returned.</summary>
    public bool CloseAfter { get; set; }

    /// <summary>Who asks, for the coordinators.</summary>
    public RequestContext Context
    {
        get
        {
            var clientId = Header.ClientId ?? "";
            if (_context.ApiVersion != Header.Version || _context.ClientId != clientId)
            {
                _context = new RequestContext(Header.Version, clientId, connection.ClientHost, connection.Closed);
            }
            return _context;
        }
    }

    /// <param name="header">The header of the request.</param>
    /// <param name="body">Stands at the body.</param>
    public void Begin(RequestHeader header, ProtocolReader body)
    {
        Header = header;
        _body = body;
        CloseAfter = false;
    }

    /// <summary>Reads the body and gives the frame back, for messages that hold copies of all their fields.</summary>
    public T Read<T>()
        where T : IMessage, new()
    {
        var message = ReadInPlace<T>();
        ReleaseFrame();
        return message;
    }

    /// <summary>Reads the body of a message whose records are slices of the frame; <see cref="ReleaseFrame"/> when they are used.</summary>
    public T ReadInPlace<T>()
        where T : IMessage, new()
    {
        var message = new T();
        message.Read(ref _body, Header.Version);
        return message;
    }

    /// <summary>Gives the frame and its share of the memory budget back. Must come before anything that waits for other clients.</summary>
    public void ReleaseFrame()
    {
        _body = default;
        connection.ReleaseFrame();
    }

    public ValueTask RespondAsync(IMessage response) => connection.RespondAsync(Header, response);
}
