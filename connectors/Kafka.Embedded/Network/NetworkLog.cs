using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>What the network side reports. Text of clients is escaped by the caller.</summary>
internal static partial class NetworkLog
{
    [LoggerMessage(EventId = 4101, Level = LogLevel.Warning, Message = "{Peer}: a frame of {Length} bytes is announced ({Guess}); closed")]
    public static partial void NoFrame(ILogger logger, string peer, int length, string guess);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Warning, Message = "{Peer}: API {Key} version {Version} is not served here; closed")]
    public static partial void UnknownApi(ILogger logger, string peer, short key, short version);

    [LoggerMessage(
        EventId = 4103,
        Level = LogLevel.Warning,
        Message = "{Peer}: {Key} version {Version} is not served here, only {Min} to {Max}; closed"
    )]
    public static partial void UnknownVersion(ILogger logger, string peer, ApiKey key, short version, short min, short max);

    [LoggerMessage(
        EventId = 4104,
        Level = LogLevel.Warning,
        Message = "{Peer}: a request of client '{ClientId}' cannot be read: {Reason}; closed. It begins with {Bytes}"
    )]
    public static partial void Malformed(ILogger logger, string peer, string clientId, string reason, string bytes);

    [LoggerMessage(EventId = 4105, Level = LogLevel.Warning, Message = "{Peer}: a request body made no progress for {StallMs} ms; closed")]
    public static partial void BodyStalled(ILogger logger, string peer, int stallMs);

    [LoggerMessage(EventId = 4106, Level = LogLevel.Warning, Message = "{Peer}: an answer was not taken within {StallMs} ms; closed")]
    public static partial void WriterStalled(ILogger logger, string peer, int stallMs);

    [LoggerMessage(EventId = 4107, Level = LogLevel.Error, Message = "{Peer}: {Key} version {Version} failed; closed")]
    public static partial void RequestFailed(ILogger logger, Exception error, string peer, ApiKey key, short version);

    [LoggerMessage(EventId = 4108, Level = LogLevel.Warning, Message = "{Peer}: {Key} before authentication; closed")]
    public static partial void Unauthenticated(ILogger logger, string peer, ApiKey key);

    [LoggerMessage(EventId = 4109, Level = LogLevel.Warning, Message = "{Peer}: authentication failed; closed")]
    public static partial void AuthenticationFailed(ILogger logger, string peer);

    [LoggerMessage(EventId = 4110, Level = LogLevel.Warning, Message = "{Address} cannot be bound, going on without it: {Reason}")]
    public static partial void NotBound(ILogger logger, string address, string reason);

    [LoggerMessage(
        EventId = 4111,
        Level = LogLevel.Warning,
        Message = "listening on {Address}, which other machines may reach: without TLS{Authentication}"
    )]
    public static partial void Remote(ILogger logger, string address, string authentication);

    [LoggerMessage(EventId = 4112, Level = LogLevel.Warning, Message = "{Peer}: refused, {MaxConnections} connections are open")]
    public static partial void TooMany(ILogger logger, string peer, int maxConnections);

    [LoggerMessage(EventId = 4113, Level = LogLevel.Warning, Message = "accepting a connection failed: {Reason}")]
    public static partial void AcceptFailed(ILogger logger, string reason);

    [LoggerMessage(
        EventId = 4114,
        Level = LogLevel.Error,
        Message = "{Count} requests did not end within {GraceMs} ms of being closed; stopping without them"
    )]
    public static partial void StillBusy(ILogger logger, int count, int graceMs);
}
