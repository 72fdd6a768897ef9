namespace NbaPipeline.Avro;

/// <summary>A schema with a name: record, enum or fixed.</summary>
public abstract class NamedSchema : AvroSchema
{
    private protected NamedSchema(AvroType type, string fullName, IReadOnlyList<string> aliases, string? doc)
        : base(type)
    {
        FullName = fullName;
        Aliases = aliases;
        Doc = doc;
        var dot = fullName.LastIndexOf('.');
        Name = fullName.Substring(dot + 1);
        Namespace = dot < 0 ? "" : fullName.Substring(0, dot);
    }

    /// <summary>Namespace and name, joined by a dot.</summary>
    public string FullName { get; }

    public string Name { get; }

    /// <summary>Empty when there is none.</summary>
    public string Namespace { get; }

    /// <summary>Full names under which data of earlier writers may come.</summary>
    public IReadOnlyList<string> Aliases { get; }

    public string? Doc { get; }

    public override string TypeName => FullName;
}
