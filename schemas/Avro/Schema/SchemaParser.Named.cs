using System.Globalization;
using NbaPipeline.Avro.Json;

namespace NbaPipeline.Avro;

internal sealed partial class SchemaParser
{
    /// <summary>Bytes; no codec should be talked into reserving more for one value by a schema alone.</summary>
    private const int MaxFixedSize = 64 * 1024 * 1024;

    private RecordSchema ParseRecord(JsonValue json, string space, bool isError)
    {
        var (fullName, aliases) = ParseNaming(json, space);
        var record = new RecordSchema(fullName, aliases, json.Find("doc")?.Text, isError);
        set.Define(file, record, json);
        var list = Required(json, "fields");
        if (list.Kind != JsonKind.Array)
        {
            throw Error(list, "the attribute \"fields\" must be an array");
        }

        var fields = new List<AvroField>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            var field = ParseField(item, fields.Count, record.Namespace);
            if (!seen.Add(field.Name))
            {
                throw Error(item, $"the record {fullName} has two fields named {field.Name}");
            }

            fields.Add(field);
        }

        record.SetFields(fields);
        return record;
    }

    private AvroField ParseField(JsonValue json, int position, string space)
    {
        if (json.Kind != JsonKind.Object)
        {
            throw Error(json, "a field must be an object");
        }

        var name = RequiredText(json, "name");
        if (!SchemaNames.IsName(name))
        {
            throw Error(json, $"\"{name}\" is not a valid field name (letters, digits and underscores, not starting with a digit)");
        }

        var order = json.Find("order")?.Text ?? "ascending";
        if (order is not ("ascending" or "descending" or "ignore"))
        {
            throw Error(json, $"the order \"{order}\" is not one of ascending, descending, ignore");
        }

        var field = new AvroField(name, position, Parse(Required(json, "type"), space), json.Find("default"))
        {
            Doc = json.Find("doc")?.Text,
            Aliases = ParseNames(json, "aliases"),
            Order = order,
            Properties = CustomProperties(json, FieldAttributes),
        };
        if (field.HasDefault)
        {
            set.CheckLater(file, field);
        }

        return field;
    }

    private EnumSchema ParseEnum(JsonValue json, string space)
    {
        var (fullName, aliases) = ParseNaming(json, space);
        Required(json, "symbols");
        var symbols = ParseNames(json, "symbols");
        foreach (var symbol in symbols)
        {
            if (!SchemaNames.IsName(symbol))
            {
                throw Error(json, $"\"{symbol}\" is not a valid enum symbol (letters, digits and underscores, not starting with a digit)");
            }
        }

        if (symbols.Distinct(StringComparer.Ordinal).Count() != symbols.Count)
        {
            throw Error(json, $"the enum {fullName} has a symbol twice");
        }

        var defaultSymbol = json.Find("default") is { Kind: JsonKind.Text } text ? text.Text : null;
        if (defaultSymbol is not null && !symbols.Contains(defaultSymbol))
        {
            throw Error(json, $"the default \"{defaultSymbol}\" is not a symbol of the enum {fullName}");
        }

        var schema = new EnumSchema(fullName, aliases, json.Find("doc")?.Text, symbols, defaultSymbol);
        set.Define(file, schema, json);
        return schema;
    }

    private FixedSchema ParseFixed(JsonValue json, string space)
    {
        var (fullName, aliases) = ParseNaming(json, space);
        var text = Required(json, "size");
        if (
            text.Kind != JsonKind.Number
            || !int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size > MaxFixedSize
        )
        {
            throw Error(text, $"the size of {fullName} must be a whole number from 0 to {MaxFixedSize}");
        }

        var schema = new FixedSchema(fullName, aliases, json.Find("doc")?.Text, size);
        set.Define(file, schema, json);
        return schema;
    }

    private static (string FullName, IReadOnlyList<string> Aliases) ParseNaming(JsonValue json, string space)
    {
        var name = RequiredText(json, "name");
        var own = json.Find("namespace") is { Kind: JsonKind.Text } text ? text.Text : space;
        var fullName = SchemaNames.Qualify(name, own);
        if (!SchemaNames.IsFullName(fullName))
        {
            throw Error(json, $"\"{fullName}\" is not a valid name (letters, digits and underscores, parts joined by dots)");
        }

        if (SchemaNames.Primitive(name) is not null)
        {
            throw Error(json, $"\"{name}\" is a primitive type and cannot be defined");
        }

        own = SchemaNames.NamespaceOf(fullName);
        return (fullName, ParseNames(json, "aliases").Select(a => SchemaNames.Qualify(a, own)).ToList());
    }

    private static IReadOnlyList<string> ParseNames(JsonValue json, string attribute)
    {
        var list = json.Find(attribute);
        if (list is null)
        {
            return [];
        }

        if (list.Kind != JsonKind.Array || list.Items.Any(i => i.Kind != JsonKind.Text))
        {
            throw Error(list, $"the attribute \"{attribute}\" must be an array of strings");
        }

        return list.Items.Select(i => i.Text).ToList();
    }
}
