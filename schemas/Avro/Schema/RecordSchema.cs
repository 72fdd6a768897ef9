namespace NbaPipeline.Avro;

/// <summary>A record: named fields in a fixed order. It may refer to itself.</summary>
public sealed class RecordSchema : NamedSchema
{
    private Dictionary<string, AvroField> _byName = new(StringComparer.Ordinal);

    internal RecordSchema(string fullName, IReadOnlyList<string> aliases, string? doc, bool isError)
        : base(AvroType.Record, fullName, aliases, doc) => IsError = isError;

    /// <summary>Fields in the order of the encoding.</summary>
    public IReadOnlyList<AvroField> Fields { get; private set; } = [];

    /// <summary>Declared as <c>error</c> (Avro protocols); encoded like a record.</summary>
    public bool IsError { get; }

    /// <summary>The field of that name, or null. Aliases are not searched.</summary>
    public AvroField? Find(string name) => _byName.TryGetValue(name, out var field) ? field : null;

    internal void SetFields(IReadOnlyList<AvroField> fields)
    {
        Fields = fields;
        _byName = fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
    }
}
