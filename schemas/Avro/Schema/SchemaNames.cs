namespace NbaPipeline.Avro;

/// <summary>Avro's rules for names.</summary>
internal static class SchemaNames
{
    public static readonly IReadOnlyDictionary<string, string> NoProperties = new Dictionary<string, string>(StringComparer.Ordinal);

    private static readonly string[] TypeNames =
    [
        "null",
        "boolean",
        "int",
        "long",
        "float",
        "double",
        "bytes",
        "string",
        "record",
        "enum",
        "array",
        "map",
        "union",
        "fixed",
    ];

    public static string PrimitiveName(AvroType type) => TypeNames[(int)type];

    /// <summary>The primitive type of that name, or null.</summary>
    public static AvroType? Primitive(string name)
    {
        var index = Array.IndexOf(TypeNames, name);
        return index is >= 0 and <= (int)AvroType.String ? (AvroType)index : null;
    }

    /// <summary>A letter or underscore, then letters, digits, underscores, all ASCII.</summary>
    public static bool IsName(string name)
    {
        if (name.Length == 0 || name[0] is >= '0' and <= '9')
        {
            return false;
        }

        foreach (var c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsFullName(string name) => name.Split('.').All(IsName);

    /// <summary>A name with dots is a full name already; another one belongs to the given namespace.</summary>
    public static string Qualify(string name, string space) => name.LastIndexOf('.') >= 0 || space.Length == 0 ? name : space + "." + name;

    public static string NamespaceOf(string fullName)
    {
        var dot = fullName.LastIndexOf('.');
        return dot < 0 ? "" : fullName.Substring(0, dot);
    }
}
