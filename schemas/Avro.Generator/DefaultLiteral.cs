using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis.CSharp;
using NbaPipeline.Avro.Json;

namespace NbaPipeline.Avro.Generator;

/// <summary>The C# expression of a schema default. Defaults have been checked against their schema before.</summary>
internal static partial class DefaultLiteral
{
    public static string Emit(AvroSchema schema, JsonValue value, string path)
    {
        switch (schema)
        {
            case UnionSchema union:
                return Emit(union.Branches[DefaultChecker.Branch(union, value)], value, path);
            case RecordSchema record:
                return EmitRecord(record, value, path);
            case EnumSchema:
                return $"{CSharpTypes.Name(schema, path)}.{CSharpNames.Symbol(value.Text)}";
            case ArraySchema array:
                return $"[{string.Join(", ", value.Items.Select(i => Emit(array.Items, i, path)))}]";
            case MapSchema map:
                var items = value.Members.Select(m => $"[{Text(m.Key)}] = {Emit(map.Values, m.Value, path)}");
                var type = $"global::System.Collections.Generic.Dictionary<string, {CSharpTypes.Name(map.Values, path)}>";
                return $"new {type} {{ {string.Join(", ", items)} }}";
            default:
                return schema.Logical is null ? EmitPlain(schema, value) : EmitLogical(schema, value, path);
        }
    }

    private static string EmitRecord(RecordSchema record, JsonValue value, string path)
    {
        var fields = record
            .Fields.Select(f => (Field: f, Value: value.Find(f.Name)))
            .Where(f => f.Value is not null)
            .Select(f => $"{CSharpNames.Property(f.Field.Name, record.Name)} = {Emit(f.Field.Schema, f.Value!, path)}");
        return $"new {CSharpTypes.Name(record, path)} {{ {string.Join(", ", fields)} }}";
    }

    private static string EmitPlain(AvroSchema schema, JsonValue value) =>
        schema.Type switch
        {
            AvroType.Null => "null",
            AvroType.Boolean => value.Kind == JsonKind.True ? "true" : "false",
            AvroType.Long => value.Text + "L",
            AvroType.Float => value.Text + "F",
            AvroType.Double => value.Text + "D",
            AvroType.String => Text(value.Text),
            AvroType.Bytes or AvroType.Fixed => ByteArray(value.Text),
            _ => value.Text,
        };

    private static string Text(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string ByteArray(string text) =>
        text.Length == 0 ? "[]" : $"[{string.Join(", ", text.Select(c => ((int)c).ToString(CultureInfo.InvariantCulture)))}]";
}
