namespace NbaPipeline.Materialiser.Tables;

/// <summary>What a column's type and a schema's type have to do with each other.</summary>
internal static class TypeChange
{
    /// <summary>True if values of the schema's type fit the column as they are.</summary>
    public static bool Fits(string column, string value) => column == value || Widens(value, column);

    /// <summary>True if the column can become the wider type without loss.</summary>
    public static bool Widens(string from, string to) =>
        (from, to) switch
        {
            ("INTEGER", "BIGINT") => true,
            ("FLOAT", "DOUBLE") => true,
            ("INTEGER", "DOUBLE") => true,
            _ => false,
        };
}
