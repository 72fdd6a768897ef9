namespace NbaPipeline.Kafka.Embedded.Protocol;

/// <summary>The body of one request or response, able to travel in every version this broker advertises.</summary>
internal interface IMessage
{
    /// <summary>Fills the message from <paramref name="reader"/>; fields that <paramref name="version"/> lacks keep their defaults.</summary>
    /// <exception cref="ProtocolException">The bytes do not hold such a message.</exception>
    void Read(ref ProtocolReader reader, short version);

    /// <summary>Appends the message in <paramref name="version"/> to <paramref name="writer"/>.</summary>
    void Write(ProtocolWriter writer, short version);
}
