namespace NbaPipeline.Kafka.Embedded;

/// <summary>A single-node Kafka broker inside this process.</summary>
public sealed class EmbeddedBroker
{
    /// <summary>The port clients connect to.</summary>
    public int Port { get; private set; }
}
