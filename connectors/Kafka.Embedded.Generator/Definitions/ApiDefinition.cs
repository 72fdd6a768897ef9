namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>One definition file: an API with its request and its response.</summary>
internal sealed class ApiDefinition(string name)
{
    public string Name { get; } = name;

    /// <summary>The comment at the top of the file.</summary>
    public string About { get; set; } = "";

    public int Key { get; set; } = -1;

    public int KeyLine { get; set; } = 1;

    public VersionRange Versions { get; set; } = VersionRange.None;

    /// <summary>The first flexible version, <see cref="VersionRange.Open"/> when there is none.</summary>
    public int FlexibleFrom { get; set; } = VersionRange.Open;

    public MessageDefinition Request { get; } = new(name + "Request");

    public MessageDefinition Response { get; } = new(name + "Response");
}
