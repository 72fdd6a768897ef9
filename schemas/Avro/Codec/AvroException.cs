namespace NbaPipeline.Avro;

/// <summary>
/// Data that does not fit its schema: malformed, truncated or hostile bytes, or a value that the schema cannot hold.
/// Decoding raises no other exception, whatever the bytes are.
/// </summary>
public sealed class AvroException : Exception
{
    public AvroException(string reason)
        : this(reason, -1, "") { }

    public AvroException(string reason, int offset, string schemaPath)
        : base(Text(reason, offset, schemaPath))
    {
        Reason = reason;
        Offset = offset;
        SchemaPath = schemaPath;
    }

    public string Reason { get; }

    /// <summary>Where the offending value starts: bytes from the start of the body; -1 when encoding.</summary>
    public int Offset { get; }

    /// <summary>
    /// The offending value's place in the schema, such as <c>nba.Game.players[3].name</c>; empty when the reader was not told a schema.
    /// </summary>
    public string SchemaPath { get; }

    private static string Text(string reason, int offset, string path)
    {
        var place = (path.Length > 0, offset >= 0) switch
        {
            (true, true) => $" at {path}, byte {offset}",
            (true, false) => $" at {path}",
            (false, true) => $" at byte {offset}",
            _ => "",
        };
        return $"Avro data{place}: {reason}.";
    }
}
