using NbaPipeline.Avro.Json;

namespace NbaPipeline.Avro;

internal sealed partial class SchemaParser
{
    private static readonly string[] SchemaAttributes =
    [
        "type",
        "name",
        "namespace",
        "aliases",
        "doc",
        "fields",
        "symbols",
        "items",
        "values",
        "size",
        "default",
    ];

    private static readonly string[] LogicalAttributes = [.. SchemaAttributes, "logicalType", "precision", "scale"];

    private static readonly string[] FieldAttributes = ["type", "name", "aliases", "doc", "default", "order"];

    private static IReadOnlyDictionary<string, string> CustomProperties(JsonValue json, string[] known)
    {
        Dictionary<string, string>? result = null;
        foreach (var member in json.Members)
        {
            if (Array.IndexOf(known, member.Key) < 0)
            {
                result ??= new Dictionary<string, string>(StringComparer.Ordinal);
                result.Add(member.Key, member.Value.ToString());
            }
        }

        return result ?? SchemaNames.NoProperties;
    }
}
