using System.Text.Json.Nodes;

namespace NbaPipeline.Avro.Tests.Random;

/// <summary>A later version of a schema that can still read all of its data.</summary>
internal sealed class RandomEvolution(System.Random random)
{
    private const int Attempts = 10;
    private static readonly string[] NewTypes =
    [
        "\"type\":\"int\",\"default\":-7",
        "\"type\":\"string\",\"default\":\"né\"",
        "\"type\":[\"null\",\"long\"],\"default\":null",
        "\"type\":{\"type\":\"array\",\"items\":\"double\"},\"default\":[0.5,1]",
        "\"type\":{\"type\":\"map\",\"values\":\"boolean\"},\"default\":{\"k\":true}",
        "\"type\":\"bytes\",\"default\":\"\\u00ff\\u0000\"",
    ];

    /// <summary>The same text when no attempt is valid: a moved or dropped field may have defined a type that others use.</summary>
    public string Of(string schema)
    {
        for (var i = 0; i < Attempts; i++)
        {
            var text = Change(JsonNode.Parse(schema)!).ToJsonString();
            try
            {
                AvroSchema.Parse(text);
                return text;
            }
            catch (AvroSchemaException)
            {
                continue;
            }
        }

        return schema;
    }

    private JsonNode Change(JsonNode node)
    {
        switch (node)
        {
            case JsonArray union:
                return new JsonArray([.. union.Select(b => Change(b!.DeepClone()))]);
            case JsonObject type when type["type"]!.GetValueKind() == System.Text.Json.JsonValueKind.String:
                ChangeObject(type);
                return type;
            case JsonValue name when random.Next(4) == 0:
                return JsonValue.Create(Promote(name.GetValue<string>()));
            default:
                return node;
        }
    }

    private string Promote(string type) =>
        (type, random.Next(2)) switch
        {
            ("int", 0) => "long",
            ("int" or "long", _) => "double",
            ("float", _) => "double",
            ("string", _) => "bytes",
            _ => type,
        };

    private void ChangeObject(JsonObject type)
    {
        foreach (var part in new[] { "items", "values" })
        {
            if (type[part] is { } inner)
            {
                type[part] = Change(inner.DeepClone());
            }
        }

        if (type["symbols"] is JsonArray symbols)
        {
            symbols.Insert(random.Next(symbols.Count + 1), "ADDED");
        }

        if (type["fields"] is JsonArray fields)
        {
            type["fields"] = new JsonArray([.. ChangeFields(fields)]);
        }
    }

    private List<JsonNode> ChangeFields(JsonArray fields)
    {
        var result = new List<JsonNode>();
        foreach (var field in fields.Select(f => (JsonObject)f!.DeepClone()))
        {
            field["type"] = Change(field["type"]!.DeepClone());
            if (random.Next(5) == 0 && field["type"] is not JsonArray && field["type"]!.ToJsonString() != "\"null\"")
            {
                field["type"] = new JsonArray("null", field["type"]!.DeepClone());
            }

            if (random.Next(5) == 0)
            {
                field["aliases"] = new JsonArray((string)field["name"]!);
                field["name"] = "renamed_" + field["name"];
            }

            if (random.Next(8) > 0)
            {
                result.Insert(random.Next(4) == 0 ? random.Next(result.Count + 1) : result.Count, field);
            }
        }

        if (random.Next(2) == 0)
        {
            result.Insert(
                random.Next(result.Count + 1),
                JsonNode.Parse($"{{\"name\":\"added\",{NewTypes[random.Next(NewTypes.Length)]}}}")!
            );
        }

        return result;
    }
}
