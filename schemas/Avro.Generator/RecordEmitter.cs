using Microsoft.CodeAnalysis.CSharp;
using NbaPipeline.Generators;

namespace NbaPipeline.Avro.Generator;

/// <summary>A C# record with its codec.</summary>
internal sealed partial class RecordEmitter
{
    private const string Reader = "ref global::NbaPipeline.Avro.AvroReader reader";
    private const string Writer = "ref global::NbaPipeline.Avro.AvroWriter writer";

    private readonly CodeWriter _code = new();
    private readonly RecordSchema _schema;
    private readonly string _name;
    private readonly List<(AvroField Field, string Property, string Path)> _fields = [];
    private int _variables;

    private RecordEmitter(RecordSchema schema)
    {
        _schema = schema;
        _name = CSharpNames.Identifier(schema.Name);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in schema.Fields)
        {
            var property = CSharpNames.Property(field.Name, schema.Name);
            if (seen.TryGetValue(property, out var other))
            {
                throw new UnsupportedSchemaException(
                    $"{schema.FullName}: the fields {other} and {field.Name} have the same C# name {property}"
                );
            }

            seen.Add(property, field.Name);
            _fields.Add((field, property, $"{schema.FullName}.{field.Name}"));
        }
    }

    public static string Emit(RecordSchema schema) => new RecordEmitter(schema).Emit();

    private string Emit()
    {
        var self = CSharpNames.Type(_schema);
        _code.Header(CSharpNames.Namespace(_schema.Namespace)).Summary(_schema.Doc);
        _code.Open($"public sealed partial record {_name} : global::NbaPipeline.Avro.IAvroRecord<{self}>");
        _code.Line("/// <summary>The schema's full name.</summary>");
        _code.Line($"public const string AvroFullName = \"{_schema.FullName}\";").Line();
        _code.Line("/// <summary>The schema that this record was generated from.</summary>");
        var json = SymbolDisplay.FormatLiteral(_schema.ToString(), quote: true);
        _code.Line(
            $"public static global::NbaPipeline.Avro.AvroSchema Schema {{ get; }} = global::NbaPipeline.Avro.AvroSchema.Parse({json});"
        );
        EmitProperties();
        EmitDecode(self);
        EmitEncode();
        EmitEquality();
        EmitHelpers();
        return _code.Close().ToString();
    }

    private void EmitProperties()
    {
        foreach (var (field, property, path) in _fields)
        {
            var type = CSharpTypes.Name(field.Schema, path);
            var initial = field.Default is null ? null : DefaultLiteral.Emit(field.Schema, field.Default, path);
            var required = field.Default is null ? "required " : "";
            var tail = initial is null or "null" ? "" : $" = {initial};";
            _code.Line().Summary(field.Doc).Line($"public {required}{type} {property} {{ get; init; }}{tail}");
        }
    }

    private string Variable(string stem) => $"{stem}{_variables++}";
}
