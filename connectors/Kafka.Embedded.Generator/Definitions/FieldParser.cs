using System.Globalization;

namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>
/// Reads the line of a field: <c>Name: type</c>, then in any order <c>= default</c>, the versions that carry it (<c>4+</c>, <c>4-12</c>,
/// <c>0</c>; without them all), the versions that may carry null (<c>null 2+</c>; <c>?</c> after the type: all) and the number of a tagged
/// field (<c>tag 0</c>), separated by commas. Types: int8, int16, int32, int64, bool, uuid, string, bytes, records, struct, and <c>[type]</c>
/// for an array. Defaults are numbers, <c>min</c>, <c>max</c>, <c>true</c>.
/// </summary>
internal static class FieldParser
{
    public static FieldDefinition Parse(string text, int line, int column)
    {
        var colon = text.IndexOf(':');
        var name = colon < 0 ? "" : text.Substring(0, colon);
        if (name.Length == 0 || name[0] is < 'A' or > 'Z' || !name.All(char.IsLetterOrDigit))
        {
            throw new DefinitionException(line, column, $"'{text}' does not start with a name in Pascal case and a colon");
        }

        var parts = text.Substring(colon + 1).Split(',');
        var typeAndDefault = parts[0].Split('=');
        var type = typeAndDefault[0].Trim();
        var nullable = type.EndsWith("?", StringComparison.Ordinal);
        type = nullable ? type.Substring(0, type.Length - 1) : type;
        var isArray = type.Length > 2 && type[0] == '[' && type[type.Length - 1] == ']';
        type = isArray ? type.Substring(1, type.Length - 2) : type;
        // Enum.TryParse also takes numbers, which are no types.
        if (!Enum.TryParse<FieldKind>(type, ignoreCase: true, out var kind) || type.Any(char.IsUpper) || !char.IsLetter(type[0]))
        {
            throw new DefinitionException(line, column, $"'{type}' is not a type of the protocol");
        }

        var field = new FieldDefinition(name, kind, isArray, line) { Text = text.Substring(colon + 1).Trim() };
        if (nullable)
        {
            field.NullVersions = VersionRange.All;
        }

        if (typeAndDefault.Length > 1)
        {
            field.Default = Default(field, typeAndDefault[1].Trim(), column);
        }

        foreach (var part in parts.Skip(1))
        {
            ParseAttribute(field, part.Trim(), column);
        }

        CheckNull(field, column);
        return field;
    }

    private static void ParseAttribute(FieldDefinition field, string text, int column)
    {
        if (VersionRange.TryParse(text, out var versions))
        {
            field.Versions = versions;
        }
        else if (text.StartsWith("null ", StringComparison.Ordinal) && VersionRange.TryParse(text.Substring(5), out var nulls))
        {
            field.NullVersions = nulls;
        }
        else if (text.StartsWith("tag ", StringComparison.Ordinal) && byte.TryParse(text.Substring(4), out var tag))
        {
            field.Tag = tag;
        }
        else
        {
            throw new DefinitionException(field.Line, column, $"'{text}' is neither versions ('4+'), nor 'null 4+', nor 'tag 0'");
        }
    }

    private static void CheckNull(FieldDefinition field, int column)
    {
        var canBe = field.IsArray || field.Kind is FieldKind.String or FieldKind.Bytes or FieldKind.Records;
        if (field.CanBeNull && !canBe)
        {
            throw new DefinitionException(field.Line, column, $"{field.Name} cannot be null: only strings, bytes, records and arrays can");
        }

        if (field.Kind == FieldKind.Records && (field.IsArray || !field.CanBeNull))
        {
            throw new DefinitionException(field.Line, column, "records are always 'records?'");
        }

        if (field is { IsStruct: true, IsArray: false, Tag: null })
        {
            throw new DefinitionException(
                field.Line,
                column,
                "a struct that is neither tagged nor in an array does not occur, so it is not supported"
            );
        }
    }

    private static string? Default(FieldDefinition field, string text, int column)
    {
        var (min, max, type) = field.Kind switch
        {
            _ when field.IsArray => (0, 0, ""),
            FieldKind.Int8 => (sbyte.MinValue, sbyte.MaxValue, "sbyte"),
            FieldKind.Int16 => (short.MinValue, short.MaxValue, "short"),
            FieldKind.Int32 => (int.MinValue, int.MaxValue, "int"),
            FieldKind.Int64 => (long.MinValue, long.MaxValue, "long"),
            _ => (0L, 0L, ""),
        };
        if (type.Length > 0 && text is "min" or "max")
        {
            return $"{type}.{(text == "min" ? "MinValue" : "MaxValue")}";
        }

        if (
            type.Length > 0
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min
            && value <= max
        )
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        return field is { Kind: FieldKind.Bool, IsArray: false } && text == "true"
            ? text
            : throw new DefinitionException(field.Line, column, $"'{text}' is not a default of {field.Name}");
    }
}
