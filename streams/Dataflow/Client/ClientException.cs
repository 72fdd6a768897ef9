namespace NbaPipeline.Dataflow.Client;

/// <summary>An error of a Kafka client, classified by what has to be done about it.</summary>
internal sealed class ClientException(ClientErrorKind kind, int code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ClientErrorKind Kind { get; } = kind;

    /// <summary>librdkafka's error code, 0 when the error is our own.</summary>
    public int Code { get; } = code;
}
