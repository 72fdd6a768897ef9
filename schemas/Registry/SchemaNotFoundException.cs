namespace NbaPipeline.SchemaRegistry;

/// <summary>No such id, subject or version, although the registry's topic was just read to its end.</summary>
public sealed class SchemaNotFoundException : SchemaRegistryException
{
    /// <inheritdoc/>
    public SchemaNotFoundException(string message)
        : base(message) { }
}
