namespace NbaPipeline.Avro;

/// <summary>A record whose schema is known only at run time. See <see cref="GenericCodec"/> for the types of its values.</summary>
public sealed class GenericRecord(RecordSchema schema) : IEquatable<GenericRecord>
{
    private readonly object?[] _values = new object?[schema.Fields.Count];

    public RecordSchema Schema { get; } = schema;

    /// <summary>The value of the field at that position.</summary>
    public object? this[int position]
    {
        get => _values[position];
        set => _values[position] = value;
    }

    /// <exception cref="KeyNotFoundException">The schema has no such field.</exception>
    public object? this[string field]
    {
        get => _values[PositionOf(field)];
        set => _values[PositionOf(field)] = value;
    }

    public bool Equals(GenericRecord? other) =>
        other is not null
        && other.Schema.FullName == Schema.FullName
        && _values.Length == other._values.Length
        && _values.Zip(other._values).All(v => GenericCodec.Equal(v.First, v.Second));

    public override bool Equals(object? obj) => Equals(obj as GenericRecord);

    public override int GetHashCode() => HashCode.Combine(Schema.FullName, _values.Length);

    private int PositionOf(string field) =>
        Schema.Find(field)?.Position ?? throw new KeyNotFoundException($"The record {Schema.FullName} has no field {field}.");
}
