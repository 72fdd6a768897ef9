namespace NbaPipeline.Avro.Generator;

internal sealed partial class RecordEmitter
{
    private const string Collections = "global::System.Collections.Generic";

    private readonly Queue<(string Name, AvroSchema Schema, string Path)> _helpers = new();

    private void EmitDecode(string self)
    {
        _code.Line().Line("/// <inheritdoc/>");
        _code.Open($"public static {self} Decode({Reader})").Line("reader.EnterRecord(Schema);");
        _code.Open($"var decoded = new {self}");
        foreach (var (field, property, path) in _fields)
        {
            _code.Line($"{property} = {DecodeExpression(field.Schema, path)},");
        }

        _code.Close("};").Line("reader.LeaveRecord();").Line("return decoded;").Close();
    }

    private string DecodeExpression(AvroSchema schema, string path)
    {
        switch (schema)
        {
            case RecordSchema:
                return $"{CSharpTypes.Name(schema, path)}.Decode(ref reader)";
            case EnumSchema symbols:
                return $"({CSharpTypes.Name(schema, path)})reader.ReadEnum({symbols.Symbols.Count})";
            case ArraySchema or MapSchema:
                var helper = $"DecodeCollection{_helpers.Count + _emitted}";
                _helpers.Enqueue((helper, schema, path));
                return $"{helper}(ref reader)";
            case UnionSchema union:
                var (value, _, nullIndex) = CSharpTypes.Optional(union, path);
                var inner = DecodeExpression(value, path);
                return nullIndex < 0
                    ? $"reader.ReadUnion(1) == 0 ? {inner} : default!"
                    : $"reader.ReadUnion(2) == {nullIndex} ? default({CSharpTypes.Name(schema, path)}) : {inner}";
            default:
                return "reader." + CSharpTypes.Read(schema, path);
        }
    }

    private int _emitted;

    /// <summary>One method per collection: an expression cannot hold its loop.</summary>
    private void EmitHelpers()
    {
        while (_helpers.Count > 0)
        {
            var (name, schema, path) = _helpers.Dequeue();
            _emitted++;
            if (schema is ArraySchema array)
            {
                EmitArrayHelper(name, array, path + "[]");
            }
            else
            {
                EmitMapHelper(name, (MapSchema)schema, path + "{}");
            }
        }
    }

    private void EmitArrayHelper(string name, ArraySchema schema, string path)
    {
        var item = CSharpTypes.Name(schema.Items, path);
        OpenHelper(name, schema, path, SchemaSize.Least(schema.Items), $"{Collections}.List<{item}>");
        _code.Line($"items.Add({DecodeExpression(schema.Items, path)});");
        CloseHelper(SchemaSize.Least(schema.Items));
    }

    private void EmitMapHelper(string name, MapSchema schema, string path)
    {
        var item = CSharpTypes.Name(schema.Values, path);
        var least = SchemaSize.Least(schema.Values) + 1;
        OpenHelper(name, schema, path, least, $"{Collections}.Dictionary<string, {item}>");
        _code.Line("var key = reader.ReadString();").Line($"items[key] = {DecodeExpression(schema.Values, path)};");
        CloseHelper(least);
    }

    private void OpenHelper(string name, AvroSchema schema, string path, int least, string type)
    {
        _code.Line().Open($"private static {CSharpTypes.Name(schema, path)} {name}({Reader})");
        _code.Line($"var count = reader.ReadBlockCount({least});");
        _code.Line($"var items = new {type}(global::System.Math.Min(count, global::NbaPipeline.Avro.AvroLimits.InitialCapacity));");
        _code.Open("while (count > 0)").Open("for (var i = 0; i < count; i++)");
    }

    private void CloseHelper(int least) =>
        _code.Close().Line().Line($"count = reader.ReadBlockCount({least});").Close().Line().Line("return items;").Close();
}
