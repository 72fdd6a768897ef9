namespace NbaPipeline.DuckDb;

/// <summary>Names inside SQL text.</summary>
public static class DuckDbIdentifier
{
    /// <summary>The name in double quotes, quotes inside it doubled, so that any text is safe as a name.</summary>
    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>The text in single quotes, for the few places where SQL takes no parameter.</summary>
    public static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
