using System.Globalization;

namespace NbaPipeline.DuckDb.Reading;

/// <summary>Names of types as SQL writes them.</summary>
internal static class TypeNames
{
    public static string Of(ColumnType type) =>
        type.Id switch
        {
            DuckDbType.Decimal => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({type.Width},{type.Scale})"),
            DuckDbType.Enum => "ENUM(" + string.Join(", ", type.Names.Select(DuckDbIdentifier.Literal)) + ")",
            DuckDbType.List => Of(type.Children[0]) + "[]",
            DuckDbType.Array => string.Create(CultureInfo.InvariantCulture, $"{Of(type.Children[0])}[{type.ArrayLength}]"),
            DuckDbType.Map => $"MAP({Of(type.Children[0])}, {Of(type.Children[1])})",
            DuckDbType.Struct => "STRUCT(" + Fields(type.Names, type.Children) + ")",
            DuckDbType.Union => "UNION(" + Fields(type.Names, type.Children.AsSpan(1)) + ")",
            DuckDbType.TimestampTz => "TIMESTAMP WITH TIME ZONE",
            DuckDbType.TimeTz => "TIME WITH TIME ZONE",
            DuckDbType.TimestampS => "TIMESTAMP_S",
            DuckDbType.TimestampMs => "TIMESTAMP_MS",
            DuckDbType.TimestampNs => "TIMESTAMP_NS",
            DuckDbType.TimeNs => "TIME_NS",
            DuckDbType.SqlNull => "\"NULL\"",
            _ => type.Id.ToString().ToUpperInvariant(),
        };

    private static string Fields(string[] names, ReadOnlySpan<ColumnType> types)
    {
        var parts = new string[names.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = (IsPlain(names[i]) ? names[i] : DuckDbIdentifier.Quote(names[i])) + " " + Of(types[i]);
        }

        return string.Join(", ", parts);
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
