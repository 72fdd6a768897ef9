namespace NbaPipeline.Materialiser.Decoding;

/// <summary>A field of a schema that has no column type.</summary>
internal sealed class UnsupportedColumnException(string path, string what)
    : Exception($"{path} {what}, which has no column type. Use one of the types that docs/materialiser.md names.");
