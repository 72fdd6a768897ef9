namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>One line of a definition.</summary>
internal sealed class FieldDefinition(string name, FieldKind kind, bool isArray, int line)
{
    public string Name { get; } = name;

    /// <summary>The type, of the elements when the field is an array.</summary>
    public FieldKind Kind { get; } = kind;

    public bool IsArray { get; } = isArray;

    public int Line { get; } = line;

    /// <summary>The versions that carry the field.</summary>
    public VersionRange Versions { get; set; } = VersionRange.All;

    /// <summary>The versions in which it may be null.</summary>
    public VersionRange NullVersions { get; set; } = VersionRange.None;

    /// <summary>The number of a tagged field; null for a field in sequence.</summary>
    public int? Tag { get; set; }

    /// <summary>The default as C#; null for the default of the type.</summary>
    public string? Default { get; set; }

    /// <summary>The line as written, for the documentation.</summary>
    public string Text { get; set; } = "";

    /// <summary>The fields of a struct or of the elements of an array of structs.</summary>
    public List<FieldDefinition> Fields { get; } = [];

    public bool IsStruct => Kind == FieldKind.Struct;

    public bool CanBeNull => NullVersions.Max >= NullVersions.Min;

    /// <summary>The nested class of a struct or element.</summary>
    public string ClassName => Name + (IsArray ? "Item" : "Struct");
}
