using NbaPipeline.Avro;

namespace NbaPipeline.SchemaRegistry.Tests;

/// <summary>Small schemas by a short notation: <c>Record("Game", "id:long", "home:string=?")</c>; <c>=</c> gives a JSON default.</summary>
internal static class Schemas
{
    public static AvroSchema Record(string name, params string[] fields) => AvroSchema.Parse(Text(name, fields));

    public static string Text(string name, params string[] fields) =>
        $$"""{"type":"record","name":"{{name}}","namespace":"test","fields":[{{string.Join(",", fields.Select(Field))}}]}""";

    private static string Field(string field)
    {
        var (name, rest) = Split(field, ':');
        var (type, defaultValue) = Split(rest, '=');
        var suffix = defaultValue.Length == 0 ? "" : $",\"default\":{defaultValue}";
        return $$"""{"name":"{{name}}","type":"{{type}}"{{suffix}}}""";
    }

    private static (string Left, string Right) Split(string text, char separator)
    {
        var at = text.IndexOf(separator);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }
}
