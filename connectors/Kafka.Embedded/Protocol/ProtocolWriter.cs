namespace NbaPipeline.Kafka.Embedded.Protocol;

/// <summary>Writes the primitive types of the protocol into one growing buffer (spec section 4).</summary>
internal sealed class ProtocolWriter { }
