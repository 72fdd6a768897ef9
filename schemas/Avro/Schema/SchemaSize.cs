namespace NbaPipeline.Avro;

/// <summary>The least bytes that a value of a schema takes: what a block's count is held against.</summary>
internal static class SchemaSize
{
    /// <summary>More would not bound anything better, and a sum of fixed sizes could overflow.</summary>
    private const int Most = 64 * 1024 * 1024;

    public static int Least(AvroSchema schema)
    {
        if (schema.LeastBytes < 0)
        {
            schema.LeastBytes = Least(schema, []);
        }

        return schema.LeastBytes;
    }

    /// <summary>
    /// A record that is met again inside itself counts 0, and so does what was computed with that: it may be too low, never
    /// too high.
    /// </summary>
    private static int Least(AvroSchema schema, Dictionary<AvroSchema, int> known)
    {
        switch (schema)
        {
            case RecordSchema record:
                if (known.TryGetValue(record, out var sum))
                {
                    return sum;
                }

                known[record] = 0;
                foreach (var field in record.Fields)
                {
                    sum = Math.Min(Most, sum + Least(field.Schema, known));
                }

                return known[record] = sum;
            case UnionSchema union:
                return Math.Min(Most, 1 + union.Branches.Min(b => Least(b, known)));
            case FixedSchema { Size: var size }:
                return size;
            default:
                return schema.Type switch
                {
                    AvroType.Null => 0,
                    AvroType.Float => 4,
                    AvroType.Double => 8,
                    _ => 1,
                };
        }
    }
}
