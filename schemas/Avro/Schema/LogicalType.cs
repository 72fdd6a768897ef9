namespace NbaPipeline.Avro;

/// <summary>The logical type of a schema. <see cref="Precision"/> and <see cref="Scale"/> are 0 unless it is a decimal.</summary>
public sealed class LogicalType : IEquatable<LogicalType>
{
    internal LogicalType(LogicalKind kind, string name, int precision = 0, int scale = 0)
    {
        Kind = kind;
        Name = name;
        Precision = precision;
        Scale = scale;
    }

    public LogicalKind Kind { get; }

    /// <summary>The name in the schema, such as <c>timestamp-millis</c>.</summary>
    public string Name { get; }

    /// <summary>Decimal digits in all.</summary>
    public int Precision { get; }

    /// <summary>Decimal digits after the point.</summary>
    public int Scale { get; }

    public bool Equals(LogicalType? other) =>
        other is not null && Kind == other.Kind && Precision == other.Precision && Scale == other.Scale;

    public override bool Equals(object? obj) => Equals(obj as LogicalType);

    public override int GetHashCode() => (((int)Kind * 31) + Precision) * 31 + Scale;

    public override string ToString() => Kind == LogicalKind.Decimal ? $"{Name}({Precision},{Scale})" : Name;
}
