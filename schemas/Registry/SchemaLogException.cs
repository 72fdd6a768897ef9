namespace NbaPipeline.SchemaRegistry;

/// <summary>
/// The registry's topic could not be created, read to its end or written in time. After a failed write the schema may have been
/// registered all the same; registering it again is safe.
/// </summary>
public sealed class SchemaLogException : SchemaRegistryException
{
    /// <inheritdoc/>
    public SchemaLogException(string message)
        : base(message) { }

    /// <inheritdoc/>
    public SchemaLogException(string message, Exception? innerException)
        : base(message, innerException) { }
}
