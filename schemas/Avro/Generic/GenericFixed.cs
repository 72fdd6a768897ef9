namespace NbaPipeline.Avro;

/// <summary>The bytes of a fixed whose schema is known only at run time.</summary>
public sealed record GenericFixed(FixedSchema Schema, ReadOnlyMemory<byte> Bytes)
{
    public bool Equals(GenericFixed? other) =>
        other is not null && other.Schema.FullName == Schema.FullName && other.Bytes.Span.SequenceEqual(Bytes.Span);

    public override int GetHashCode() => Bytes.Length;
}
