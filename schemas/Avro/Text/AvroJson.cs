using System.Text.Json;

namespace NbaPipeline.Avro;

/// <summary>Writes Avro data of any schema as JSON, straight from the bytes.</summary>
public static class AvroJson
{
    /// <summary>
    /// Writes one body as one JSON value; all of the body must be used. NaN and the infinities become strings. The output is
    /// incomplete when an error is raised.
    /// </summary>
    /// <exception cref="AvroException">The body is not a value of the schema.</exception>
    public static void Write(AvroSchema schema, ReadOnlySpan<byte> body, Utf8JsonWriter output, AvroJsonStyle style = AvroJsonStyle.Plain)
    {
        var walk = new AvroJsonWalk(new AvroReader(body, schema), output, style);
        walk.Write(schema);
        walk.EnsureEnd();
    }
}
