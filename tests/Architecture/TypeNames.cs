namespace NbaPipeline.Architecture.Tests;

/// <summary>Names of types as a C# reader writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>Namespace, enclosing types, name and type parameters.</summary>
    public static string Full(Type type)
    {
        var prefix = type.DeclaringType is { } outer ? Full(outer) : type.Namespace;
        return $"{prefix}.{Bare(type)}";
    }

    /// <summary>The name without namespace, with type arguments; the name of a keyword where there is one.</summary>
    public static string Short(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.HasElementType)
        {
            var element = Short(type.GetElementType()!);
            return type.IsArray ? $"{element}[]"
                : type.IsPointer ? $"{element}*"
                : element;
        }

        return Nullable.GetUnderlyingType(type) is { } value ? $"{Short(value)}?" : Bare(type);
    }

    private static string Bare(Type type)
    {
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var arguments = type.GetGenericArguments().Skip(tick < 0 ? int.MaxValue : inherited).Select(Short).ToList();
        var name = tick < 0 ? type.Name : type.Name[..tick];
        return arguments.Count == 0 ? name : $"{name}<{string.Join(", ", arguments)}>";
    }
}
