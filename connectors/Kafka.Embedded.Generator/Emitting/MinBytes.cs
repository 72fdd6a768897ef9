namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>How few bytes a field can take, so that a reader can refuse a count that its frame cannot hold.</summary>
internal static class MinBytes
{
    /// <summary>The fewest bytes of one element of an array in any version of the API that has the array.</summary>
    public static int OfElement(FieldDefinition array, ApiDefinition api)
    {
        var versions = Enumerable.Range(api.Versions.Min, api.Versions.Max - api.Versions.Min + 1).Where(array.Versions.Contains);
        return versions.Select(v => OfValue(array, v, v >= api.FlexibleFrom)).DefaultIfEmpty(1).Min();
    }

    private static int OfField(FieldDefinition field, int version, bool flexible) =>
        !field.Versions.Contains(version) || field.Tag is not null ? 0
        : field.IsArray ? (flexible ? 1 : 4)
        : OfValue(field, version, flexible);

    private static int OfValue(FieldDefinition field, int version, bool flexible) =>
        field.Kind switch
        {
            FieldKind.Int8 or FieldKind.Bool => 1,
            FieldKind.Int16 => 2,
            FieldKind.Int32 => 4,
            FieldKind.Int64 => 8,
            FieldKind.Uuid => 16,
            FieldKind.String => flexible ? 1 : 2,
            FieldKind.Bytes or FieldKind.Records => flexible ? 1 : 4,
            _ => field.Fields.Sum(f => OfField(f, version, flexible)) + (flexible ? 1 : 0),
        };
}
