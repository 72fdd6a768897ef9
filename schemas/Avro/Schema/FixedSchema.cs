namespace NbaPipeline.Avro;

/// <summary>A fixed number of bytes.</summary>
public sealed class FixedSchema : NamedSchema
{
    internal FixedSchema(string fullName, IReadOnlyList<string> aliases, string? doc, int size)
        : base(AvroType.Fixed, fullName, aliases, doc) => Size = size;

    /// <summary>Bytes.</summary>
    public int Size { get; }
}
