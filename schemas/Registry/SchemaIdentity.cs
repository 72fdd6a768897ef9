using System.Buffers;
using System.Text;
using System.Text.Json;

namespace NbaPipeline.SchemaRegistry;

/// <summary>
/// A normal form of an Avro schema text: two texts with the same form are the same schema to the registry. Unlike the parsing canonical
/// form it keeps logical types, defaults, aliases and unknown attributes; it drops <c>doc</c>, white space and spelling.
/// </summary>
internal sealed class SchemaIdentity
{
    private const int MaxDepth = 256;

    private static readonly string[] KnownOrder =
    [
        "name",
        "type",
        "aliases",
        "symbols",
        "items",
        "values",
        "size",
        "default",
        "order",
        "fields",
    ];

    private static readonly HashSet<string> Primitives = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];

    private readonly HashSet<string> _names = [];
    private readonly Utf8JsonWriter _out;

    private SchemaIdentity(Utf8JsonWriter output) => _out = output;

    /// <summary>The normal form; of a text that is not a JSON schema, the text itself.</summary>
    public static string Of(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var buffer = new ArrayBufferWriter<byte>(text.Length);
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = 4 * MaxDepth }))
            {
                new SchemaIdentity(writer).Schema(json.RootElement, "");
            }

            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return text;
        }
    }

    private void Schema(JsonElement schema, string space)
    {
        switch (schema.ValueKind)
        {
            case JsonValueKind.String:
                _out.WriteStringValue(Resolve(schema.GetString()!, space));
                break;
            case JsonValueKind.Array:
                _out.WriteStartArray();
                foreach (var branch in schema.EnumerateArray())
                {
                    Schema(branch, space);
                }

                _out.WriteEndArray();
                break;
            case JsonValueKind.Object when IsPlainWrapper(schema):
                Schema(schema.GetProperty("type"), space);
                break;
            case JsonValueKind.Object:
                Complex(schema, space);
                break;
            default:
                throw new InvalidOperationException($"{schema.ValueKind} is not a schema");
        }
    }

    /// <summary><c>{"type":"int"}</c>, which is <c>"int"</c>: nothing that matters beside the type, and the type needs nothing.</summary>
    private static bool IsPlainWrapper(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type) || schema.EnumerateObject().Any(p => p.Name is not ("type" or "doc")))
        {
            return false;
        }

        return type.ValueKind != JsonValueKind.String
            || type.GetString() is not ("record" or "error" or "enum" or "fixed" or "array" or "map");
    }

    private void Complex(JsonElement schema, string space)
    {
        var fullName = Define(schema, ref space);
        _out.WriteStartObject();
        foreach (var property in Ordered(schema))
        {
            switch (property.Name)
            {
                case "namespace" when fullName is not null:
                    break;
                case "name" when fullName is not null:
                    _out.WriteString("name", fullName);
                    break;
                case "aliases" when fullName is not null:
                    Aliases(property.Value, space);
                    break;
                case "type":
                case "items":
                case "values":
                    _out.WritePropertyName(property.Name);
                    TypeOf(property.Value, space);
                    break;
                case "fields" when property.Value.ValueKind == JsonValueKind.Array:
                    Fields(property.Value, space);
                    break;
                default:
                    Plain(property);
                    break;
            }
        }

        _out.WriteEndObject();
    }

    /// <summary>Notes the name that a record, enum or fixed defines, and moves into its namespace.</summary>
    private string? Define(JsonElement schema, ref string space)
    {
        if (!schema.TryGetProperty("name", out var nameElement) || !schema.TryGetProperty("type", out _))
        {
            return null;
        }

        var name = nameElement.GetString()!;
        var dot = name.LastIndexOf('.');
        if (dot >= 0)
        {
            space = name[..dot];
        }
        else
        {
            space = schema.TryGetProperty("namespace", out var given) ? given.GetString() ?? "" : space;
            name = Join(space, name);
        }

        _names.Add(name);
        return name;
    }

    private void TypeOf(JsonElement type, string space)
    {
        if (type.ValueKind == JsonValueKind.String && type.GetString() is "record" or "error" or "enum" or "fixed" or "array" or "map")
        {
            type.WriteTo(_out);
            return;
        }

        Schema(type, space);
    }

    private void Fields(JsonElement fields, string space)
    {
        _out.WriteStartArray("fields");
        foreach (var field in fields.EnumerateArray())
        {
            _out.WriteStartObject();
            foreach (var property in Ordered(field))
            {
                if (property.Name == "type")
                {
                    _out.WritePropertyName("type");
                    Schema(property.Value, space);
                }
                else if (property.Name != "order" || property.Value.GetString() != "ascending")
                {
                    Plain(property);
                }
            }

            _out.WriteEndObject();
        }

        _out.WriteEndArray();
    }

    private void Aliases(JsonElement aliases, string space)
    {
        _out.WriteStartArray("aliases");
        foreach (var alias in aliases.EnumerateArray())
        {
            var name = alias.GetString()!;
            _out.WriteStringValue(name.Contains('.') ? name : Join(space, name));
        }

        _out.WriteEndArray();
    }

    private void Plain(JsonProperty property)
    {
        _out.WritePropertyName(property.Name);
        Value(property.Value);
    }

    private void Value(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                _out.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    Plain(property);
                }

                _out.WriteEndObject();
                break;
            case JsonValueKind.Array:
                _out.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Value(item);
                }

                _out.WriteEndArray();
                break;
            default:
                value.WriteTo(_out);
                break;
        }
    }

    /// <summary>Known attributes first in a fixed order (names before the fields that use them), the others by name; no doc.</summary>
    private static IEnumerable<JsonProperty> Ordered(JsonElement element) =>
        element
            .EnumerateObject()
            .Where(p => p.Name != "doc")
            .OrderBy(p => Array.IndexOf(KnownOrder, p.Name) is var i && i < 0 ? KnownOrder.Length : i)
            .ThenBy(p => p.Name, StringComparer.Ordinal);

    private string Resolve(string name, string space)
    {
        if (Primitives.Contains(name) || name.Contains('.'))
        {
            return name;
        }

        var full = Join(space, name);
        return !_names.Contains(full) && _names.Contains(name) ? name : full;
    }

    private static string Join(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
