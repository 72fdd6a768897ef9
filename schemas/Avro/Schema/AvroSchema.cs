namespace NbaPipeline.Avro;

/// <summary>
/// An immutable Avro 1.12 schema. Parse it once and keep it: readers, writers and plans refer to it.
/// <see cref="ToString"/> gives the whole schema as JSON, with docs, defaults, aliases and custom properties.
/// </summary>
public abstract partial class AvroSchema
{
    private string? _json;

    private protected AvroSchema(AvroType type) => Type = type;

    public AvroType Type { get; }

    /// <summary>The logical type; null when there is none, or when its name or use is not valid (Avro then reads the plain type).</summary>
    public LogicalType? Logical { get; internal set; }

    /// <summary>Attributes that Avro does not define, by name, as JSON text; they are kept and written back.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; internal set; } = SchemaNames.NoProperties;

    /// <summary>The type's name as errors and unions name it: the full name of a named type, else <c>int</c>, <c>array</c>, ...</summary>
    public virtual string TypeName => SchemaNames.PrimitiveName(Type);

    /// <summary>Reads a schema from its JSON text.</summary>
    /// <exception cref="AvroSchemaException">The text is not JSON or not a valid schema; the message names line, column and reason.</exception>
    public static AvroSchema Parse(string json)
    {
        var set = new SchemaSet();
        set.Add("", json);
        return set.Single();
    }

    /// <summary>Filled by <see cref="SchemaSize"/>.</summary>
    internal int LeastBytes { get; set; } = -1;

    public override string ToString() => _json ??= SchemaJsonWriter.Write(this);
}
