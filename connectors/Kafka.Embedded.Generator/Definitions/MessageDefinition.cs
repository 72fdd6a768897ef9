namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>The fields of a request or a response in the order of the wire.</summary>
internal sealed class MessageDefinition(string name)
{
    public string Name { get; } = name;

    public List<FieldDefinition> Fields { get; } = [];
}
