namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>Serves one API.</summary>
internal interface IRequestHandler
{
    /// <summary>
    /// Reads the request's body, acts and answers. The next request of the connection is read when the task has completed.
    /// </summary>
    /// <exception cref="Protocol.ProtocolException">The body is no such request; the connection is closed.</exception>
    ValueTask HandleAsync(Request request);
}
