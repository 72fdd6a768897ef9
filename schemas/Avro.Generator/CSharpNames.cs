using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace NbaPipeline.Avro.Generator;

/// <summary>C# names for Avro names.</summary>
internal static class CSharpNames
{
    /// <summary>Members that a generated record has anyway.</summary>
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "Schema",
        "AvroFullName",
        "Encode",
        "Decode",
        "Equals",
        "GetHashCode",
        "ToString",
        "GetType",
        "EqualityContract",
        "MemberwiseClone",
        "Finalize",
        "PrintMembers",
        "ReferenceEquals",
        "Clone",
    };

    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.RecordKeyword
            ? "@" + name
            : name;

    public static string Namespace(string space) => string.Join(".", space.Split('.').Select(Identifier));

    public static string Type(NamedSchema schema)
    {
        if (schema.Namespace.Length == 0)
        {
            throw new UnsupportedSchemaException($"the type {schema.FullName} has no namespace, which C# needs");
        }

        return $"global::{Namespace(schema.Namespace)}.{Identifier(schema.Name)}";
    }

    /// <summary>The property of a field: <c>game_id</c> becomes <c>GameId</c>.</summary>
    public static string Property(string field, string recordName)
    {
        var name = Pascal(field);
        return Taken.Contains(name) || name == recordName ? name + "Value" : name;
    }

    /// <summary>The member of a symbol: <c>home_win</c> and <c>HOME_WIN</c> become <c>HomeWin</c>.</summary>
    public static string Symbol(string symbol) => Pascal(symbol.Any(char.IsLower) ? symbol : symbol.ToLowerInvariant());

    private static string Pascal(string name)
    {
        var output = new StringBuilder();
        foreach (var part in name.Split('_'))
        {
            if (part.Length > 0)
            {
                output.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
            }
        }

        return output.Length == 0 || char.IsDigit(output[0]) ? "_" + output : output.ToString();
    }
}
