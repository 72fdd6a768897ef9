namespace NbaPipeline.Avro.Generator;

internal sealed partial class RecordEmitter
{
    private void EmitEncode()
    {
        _code.Line().Line("/// <inheritdoc/>");
        _code.Open($"public void Encode({Writer})").Line("writer.EnterRecord();");
        foreach (var (field, property, path) in _fields)
        {
            EmitEncode(field.Schema, property, path);
        }

        _code.Line("writer.LeaveRecord();").Close();
    }

    private void EmitEncode(AvroSchema schema, string value, string path)
    {
        switch (schema)
        {
            case RecordSchema:
                _code.Line($"{value}.Encode(ref writer);");
                break;
            case EnumSchema symbols:
                _code.Line($"writer.WriteEnum((int){value}, {symbols.Symbols.Count});");
                break;
            case UnionSchema union:
                EmitEncodeUnion(union, value, path);
                break;
            case ArraySchema array:
                EmitEncodeArray(array, value, path + "[]");
                break;
            case MapSchema map:
                EmitEncodeMap(map, value, path + "{}");
                break;
            default:
                _code.Line($"writer.{CSharpTypes.Write(schema, value, path)};");
                break;
        }
    }

    private void EmitEncodeUnion(UnionSchema union, string value, string path)
    {
        var (inner, index, nullIndex) = CSharpTypes.Optional(union, path);
        if (nullIndex < 0)
        {
            _code.Line("writer.WriteUnion(0);");
            EmitEncode(inner, value, path);
            return;
        }

        var some = Variable("some");
        _code.Open($"if ({value} is {{ }} {some})").Line($"writer.WriteUnion({index});");
        EmitEncode(inner, some, path);
        _code.Close().Open("else").Line($"writer.WriteUnion({nullIndex});").Close();
    }

    private void EmitEncodeArray(ArraySchema array, string value, string path)
    {
        var (items, index) = (Variable("items"), Variable("i"));
        _code.Line($"var {items} = {value};").Open($"if ({items}.Count > 0)").Line($"writer.WriteBlockCount({items}.Count);");
        _code.Open($"for (var {index} = 0; {index} < {items}.Count; {index}++)");
        EmitEncode(array.Items, $"{items}[{index}]", path);
        _code.Close().Close().Line().Line("writer.WriteBlockEnd();");
    }

    private void EmitEncodeMap(MapSchema map, string value, string path)
    {
        var (items, item) = (Variable("items"), Variable("item"));
        _code.Line($"var {items} = {value};").Open($"if ({items}.Count > 0)").Line($"writer.WriteBlockCount({items}.Count);");
        _code.Open($"foreach (var {item} in {items})").Line($"writer.WriteString({item}.Key);");
        EmitEncode(map.Values, $"{item}.Value", path);
        _code.Close().Close().Line().Line("writer.WriteBlockEnd();");
    }
}
