namespace NbaPipeline.Kafka.Embedded;

/// <summary>The broker cannot start, or cannot go on; the message says why and what to do.</summary>
public class EmbeddedBrokerException : Exception
{
    public EmbeddedBrokerException(string message)
        : base(message) { }

    public EmbeddedBrokerException(string message, Exception inner)
        : base(message, inner) { }
}
