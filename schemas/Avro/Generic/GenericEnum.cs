namespace NbaPipeline.Avro;

/// <summary>A symbol of an enum whose schema is known only at run time.</summary>
public sealed record GenericEnum(EnumSchema Schema, string Symbol)
{
    public bool Equals(GenericEnum? other) => other is not null && other.Schema.FullName == Schema.FullName && other.Symbol == Symbol;

    public override int GetHashCode() => Symbol.GetHashCode(StringComparison.Ordinal);
}
