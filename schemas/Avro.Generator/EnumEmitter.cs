using NbaPipeline.Generators;

namespace NbaPipeline.Avro.Generator;

/// <summary>A C# enum whose values are the symbols' indexes, and a class that knows the symbols' text.</summary>
internal static class EnumEmitter
{
    public static string Emit(EnumSchema schema)
    {
        var type = CSharpNames.Type(schema);
        var members = schema.Symbols.Select(CSharpNames.Symbol).ToList();
        if (members.Distinct(StringComparer.Ordinal).Count() != members.Count)
        {
            throw new UnsupportedSchemaException($"{schema.FullName}: two symbols have the same C# name");
        }

        var code = new CodeWriter().Header(CSharpNames.Namespace(schema.Namespace));
        code.Summary(schema.Doc).Open($"public enum {CSharpNames.Identifier(schema.Name)}");
        for (var i = 0; i < members.Count; i++)
        {
            code.Line($"{members[i]} = {i},");
        }

        code.Close().Line();
        code.Line($"/// <summary>The symbols of <see cref=\"{type}\"/> as the schema writes them.</summary>");
        code.Open($"public static class {schema.Name}Symbols");
        EmitSymbol(code, schema, type, members);
        code.Line();
        EmitParse(code, schema, type, members);
        return code.Close().ToString();
    }

    private static void EmitSymbol(CodeWriter code, EnumSchema schema, string type, List<string> members)
    {
        code.Line("/// <summary>The symbol of a value; the number of a value that has none.</summary>");
        code.Open($"public static string ToSymbol(this {type} value) => value switch");
        for (var i = 0; i < members.Count; i++)
        {
            code.Line($"{type}.{members[i]} => \"{schema.Symbols[i]}\",");
        }

        code.Line("_ => ((int)value).ToString(global::System.Globalization.CultureInfo.InvariantCulture),").Close("};");
    }

    private static void EmitParse(CodeWriter code, EnumSchema schema, string type, List<string> members)
    {
        code.Line("/// <summary>The value of a symbol; false when the schema has no such symbol.</summary>");
        code.Open($"public static bool TryParse(global::System.ReadOnlySpan<char> symbol, out {type} value)");
        code.Open("switch (symbol)");
        for (var i = 0; i < members.Count; i++)
        {
            code.Line($"case \"{schema.Symbols[i]}\": value = {type}.{members[i]}; return true;");
        }

        code.Line("default: value = default; return false;").Close().Close();
    }
}
