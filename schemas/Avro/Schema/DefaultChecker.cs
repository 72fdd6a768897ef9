using System.Globalization;
using NbaPipeline.Avro.Json;

namespace NbaPipeline.Avro;

/// <summary>Whether a JSON default fits its schema. Since Avro 1.12 a union takes the first branch that fits.</summary>
internal static class DefaultChecker
{
    public static void Check(AvroSchema schema, JsonValue value, string path)
    {
        if (Misfit(schema, value) is { } reason)
        {
            throw new AvroSchemaException($"the default of {path} does not fit: {reason}", value.Line, value.Column);
        }
    }

    /// <summary>The index of the first branch that the default fits, or -1.</summary>
    public static int Branch(UnionSchema union, JsonValue value)
    {
        for (var i = 0; i < union.Branches.Count; i++)
        {
            if (Misfit(union.Branches[i], value) is null)
            {
                return i;
            }
        }

        return -1;
    }

    private static string? Misfit(AvroSchema schema, JsonValue value)
    {
        var fits = schema switch
        {
            RecordSchema record => null,
            EnumSchema symbols => value.Kind == JsonKind.Text && symbols.IndexOf(value.Text) >= 0,
            FixedSchema { Size: var size } => IsBytes(value) && value.Text.Length == size,
            UnionSchema union => Branch(union, value) >= 0,
            ArraySchema => value.Kind == JsonKind.Array,
            MapSchema => value.Kind == JsonKind.Object,
            _ => (bool?)IsPrimitive(schema.Type, value),
        };
        return fits switch
        {
            false => $"{value} is not a value of {schema.TypeName}",
            true when schema is ArraySchema array => value.Items.Select(i => Misfit(array.Items, i)).FirstOrDefault(r => r is not null),
            true when schema is MapSchema map => value.Members.Select(m => Misfit(map.Values, m.Value)).FirstOrDefault(r => r is not null),
            true => null,
            null => RecordMisfit((RecordSchema)schema, value),
        };
    }

    private static string? RecordMisfit(RecordSchema record, JsonValue value)
    {
        if (value.Kind != JsonKind.Object)
        {
            return $"{value} is not a value of {record.FullName}";
        }

        foreach (var field in record.Fields)
        {
            var given = value.Find(field.Name);
            if (given is null && !field.HasDefault)
            {
                return $"{record.FullName}.{field.Name} is missing";
            }

            if (given is not null && Misfit(field.Schema, given) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    private static bool IsPrimitive(AvroType type, JsonValue value) =>
        type switch
        {
            AvroType.Null => value.Kind == JsonKind.Null,
            AvroType.Boolean => value.Kind is JsonKind.True or JsonKind.False,
            AvroType.Int => IsNumber(value) && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            AvroType.Long => IsNumber(value)
                && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            AvroType.Float or AvroType.Double => IsNumber(value),
            AvroType.String => value.Kind == JsonKind.Text,
            AvroType.Bytes => IsBytes(value),
            _ => false,
        };

    private static bool IsNumber(JsonValue value) => value.Kind == JsonKind.Number;

    /// <summary>Bytes are written as a string whose characters U+0000 to U+00FF stand for one byte each.</summary>
    private static bool IsBytes(JsonValue value) => value.Kind == JsonKind.Text && value.Text.All(c => c <= 255);
}
