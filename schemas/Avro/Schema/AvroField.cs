using NbaPipeline.Avro.Json;

namespace NbaPipeline.Avro;

/// <summary>A field of a record.</summary>
public sealed class AvroField
{
    internal AvroField(string name, int position, AvroSchema schema, JsonValue? defaultValue)
    {
        Name = name;
        Position = position;
        Schema = schema;
        Default = defaultValue;
    }

    public string Name { get; }

    /// <summary>Index in the record, from 0.</summary>
    public int Position { get; }

    public AvroSchema Schema { get; }

    public string? Doc { get; internal set; }

    /// <summary>Names that this field had for earlier writers.</summary>
    public IReadOnlyList<string> Aliases { get; internal set; } = [];

    /// <summary><c>ascending</c>, <c>descending</c> or <c>ignore</c>.</summary>
    public string Order { get; internal set; } = "ascending";

    public bool HasDefault => Default is not null;

    /// <summary>The default as JSON text, or null when there is none (a default of null is the text <c>null</c>).</summary>
    public string? DefaultJson => Default?.ToString();

    /// <summary>Attributes that Avro does not define, by name, as JSON text.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; internal set; } = SchemaNames.NoProperties;

    internal JsonValue? Default { get; }
}
