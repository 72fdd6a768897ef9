using NbaPipeline.Kafka.Embedded.Generator;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Tests.Protocol;

/// <summary>One request or response in one version.</summary>
internal sealed record MessageCase(ApiDefinition Api, short Version, bool IsRequest)
{
    public MessageDefinition Message => IsRequest ? Api.Request : Api.Response;

    public IMessage Create() => IsRequest ? Messages.CreateRequest((ApiKey)Api.Key) : Messages.CreateResponse((ApiKey)Api.Key);

    public IMessage Create(IFieldValues values)
    {
        var message = Create();
        MessageFiller.Fill(message, Message.Fields, Version, Message.Name, values);
        return message;
    }

    /// <summary>Reads a message and checks that it took every byte.</summary>
    public IMessage Read(Memory<byte> bytes)
    {
        var message = Create();
        var reader = new ProtocolReader(bytes);
        message.Read(ref reader, Version);
        reader.Remaining.ShouldBe(0, ToString());
        return message;
    }

    public byte[] Write(IMessage message)
    {
        using var writer = new ProtocolWriter();
        message.Write(writer, Version);
        return writer.Written.ToArray();
    }

    public override string ToString() => $"{Message.Name} {Version}";
}
