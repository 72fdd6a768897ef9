namespace NbaPipeline.SchemaRegistry;

/// <summary>The registry could not do what it was asked to. The message says what to do.</summary>
public class SchemaRegistryException : Exception
{
    /// <inheritdoc/>
    public SchemaRegistryException(string message)
        : base(message) { }

    /// <inheritdoc/>
    public SchemaRegistryException(string message, Exception? innerException)
        : base(message, innerException) { }
}
