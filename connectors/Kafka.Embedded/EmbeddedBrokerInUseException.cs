namespace NbaPipeline.Kafka.Embedded;

/// <summary>Another broker, here or in another process, has the data folder open; the message names it.</summary>
public sealed class EmbeddedBrokerInUseException : EmbeddedBrokerException
{
    public EmbeddedBrokerInUseException(string message, Exception inner)
        : base(message, inner) { }
}
