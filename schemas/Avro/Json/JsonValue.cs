namespace NbaPipeline.Avro.Json;

/// <summary>
/// A JSON value that knows where it stands in its file. The schema sources are also compiled into the source generator
/// (netstandard2.0, no System.Text.Json), and a compiler diagnostic needs line and column.
/// </summary>
internal sealed class JsonValue
{
    private static readonly IReadOnlyList<JsonValue> NoItems = new List<JsonValue>();
    private static readonly IReadOnlyList<KeyValuePair<string, JsonValue>> NoMembers = new List<KeyValuePair<string, JsonValue>>();

    public JsonValue(JsonKind kind, int line, int column, string text = "")
    {
        Kind = kind;
        Line = line;
        Column = column;
        Text = text;
    }

    public JsonKind Kind { get; }

    public int Line { get; }

    public int Column { get; }

    /// <summary>The unescaped string, or the digits of a number as they were written.</summary>
    public string Text { get; }

    public IReadOnlyList<JsonValue> Items { get; set; } = NoItems;

    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members { get; set; } = NoMembers;

    public JsonValue? Find(string name)
    {
        foreach (var member in Members)
        {
            if (member.Key == name)
            {
                return member.Value;
            }
        }

        return null;
    }

    public override string ToString() => JsonText.Write(this);
}
