namespace NbaPipeline.Kafka.Embedded.Protocol;

/// <summary>Bytes from a client that are no valid Kafka message; the connection they came on is closed (spec section 3.7).</summary>
internal sealed class ProtocolException(string message) : Exception(message);
