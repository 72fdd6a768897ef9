using NbaPipeline.Avro.Json;

namespace NbaPipeline.Avro;

/// <summary>Turns the JSON of one file into a schema. Names are looked up in the file's set.</summary>
internal sealed partial class SchemaParser(SchemaSet set, SchemaFile file)
{
    public AvroSchema Parse(JsonValue json, string space) =>
        json.Kind switch
        {
            JsonKind.Text => ParseName(json, space),
            JsonKind.Array => ParseUnion(json, space),
            JsonKind.Object => ParseObject(json, space),
            _ => throw Error(json, "a schema must be a string, an array or an object"),
        };

    private AvroSchema ParseName(JsonValue json, string space)
    {
        var name = json.Text;
        if (SchemaNames.Primitive(name) is { } primitive)
        {
            return new PrimitiveSchema(primitive);
        }

        var fullName = SchemaNames.Qualify(name, space);
        if ((set.Find(fullName) ?? set.Find(name)) is { } found)
        {
            return found;
        }

        throw Error(
            json,
            set.FileOf(fullName) is { } path
                ? $"the type {fullName} is defined in {path}, which is not valid or comes later"
                : $"the type \"{name}\" is neither a primitive type nor defined (looked for {fullName})"
        );
    }

    private UnionSchema ParseUnion(JsonValue json, string space)
    {
        if (json.Items.Count == 0)
        {
            throw Error(json, "a union needs at least one branch");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var branches = new List<AvroSchema>();
        foreach (var item in json.Items)
        {
            var branch = Parse(item, space);
            if (branch.Type == AvroType.Union)
            {
                throw Error(item, "a union must not contain a union directly");
            }

            if (!seen.Add(branch.TypeName))
            {
                throw Error(item, $"a union must not contain {branch.TypeName} twice");
            }

            branches.Add(branch);
        }

        return new UnionSchema(branches);
    }

    private AvroSchema ParseObject(JsonValue json, string space)
    {
        var type = json.Find("type") ?? throw Error(json, "a schema object needs the attribute \"type\"");
        if (type.Kind != JsonKind.Text)
        {
            return Parse(type, space);
        }

        AvroSchema schema;
        switch (type.Text)
        {
            case "record" or "error":
                schema = ParseRecord(json, space, type.Text == "error");
                break;
            case "enum":
                schema = ParseEnum(json, space);
                break;
            case "fixed":
                schema = ParseFixed(json, space);
                break;
            case "array":
                schema = new ArraySchema(Parse(Required(json, "items"), space));
                break;
            case "map":
                schema = new MapSchema(Parse(Required(json, "values"), space));
                break;
            default:
                schema = ParseName(type, space);
                if (schema is NamedSchema)
                {
                    return schema;
                }

                break;
        }

        schema.Logical = LogicalTypes.Find(json, schema);
        schema.Properties = CustomProperties(json, schema.Logical is null ? SchemaAttributes : LogicalAttributes);
        return schema;
    }

    private static JsonValue Required(JsonValue json, string attribute) =>
        json.Find(attribute) ?? throw Error(json, $"the attribute \"{attribute}\" is missing");

    private static string RequiredText(JsonValue json, string attribute)
    {
        var value = Required(json, attribute);
        return value.Kind == JsonKind.Text ? value.Text : throw Error(value, $"the attribute \"{attribute}\" must be a string");
    }

    private static AvroSchemaException Error(JsonValue at, string reason) => new(reason, at.Line, at.Column);
}
