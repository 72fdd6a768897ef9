namespace NbaPipeline.Avro.Generator;

/// <summary>The compiler's equality of records compares collections by reference; where there are any, ours goes by content.</summary>
internal sealed partial class RecordEmitter
{
    private const string Helper = "global::NbaPipeline.Avro.AvroEquality";

    private void EmitEquality()
    {
        if (!_fields.Any(f => CSharpTypes.NeedsDeepEquality(f.Field.Schema, f.Path)))
        {
            return;
        }

        _code.Line().Line("/// <summary>Equality by content, of collections too.</summary>");
        _code.Open($"public bool Equals({_name}? other)");
        _code.Line("if (ReferenceEquals(this, other)) return true;").Line("if (other is null) return false;");
        foreach (var (field, property, path) in _fields)
        {
            _code.Line($"if (!{Call(field.Schema, property, "other." + property, path)}) return false;");
        }

        _code.Line("return true;").Close();
        _code
            .Line()
            .Line("/// <summary>Of a collection only the number of items goes in.</summary>")
            .Open("public override int GetHashCode()");
        _code.Line("var hash = new global::System.HashCode();");
        foreach (var (field, property, path) in _fields)
        {
            _code.Line($"hash.Add({HashOf(field.Schema, property, path)});");
        }

        _code.Line("return hash.ToHashCode();").Close();
    }

    private static string HashOf(AvroSchema schema, string property, string path)
    {
        if (!CSharpTypes.NeedsDeepEquality(schema, path))
        {
            return property;
        }

        var optional = false;
        if (schema is UnionSchema union)
        {
            (schema, _, var nullIndex) = CSharpTypes.Optional(union, path);
            optional = nullIndex >= 0;
        }

        return property + (optional ? "?" : "") + (schema is ArraySchema or MapSchema ? ".Count" : ".Length");
    }

    private static string Call(AvroSchema schema, string left, string right, string path)
    {
        var inner = schema is UnionSchema union ? CSharpTypes.Optional(union, path).Value : schema;
        if (!CSharpTypes.NeedsDeepEquality(inner, path))
        {
            return $"{Helper}.Values({left}, {right})";
        }

        return inner switch
        {
            ArraySchema array => $"{Helper}.Lists({left}, {right}, static (a, b) => {Call(array.Items, "a", "b", path)})",
            MapSchema map => $"{Helper}.Maps({left}, {right}, static (a, b) => {Call(map.Values, "a", "b", path)})",
            _ => $"{Helper}.Bytes({left}, {right})",
        };
    }
}
