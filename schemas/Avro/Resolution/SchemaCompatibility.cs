namespace NbaPipeline.Avro;

/// <summary>Whether data of one schema can be read with another, by Avro's rules of schema resolution.</summary>
public static class SchemaCompatibility
{
    /// <summary>
    /// BACKWARD compatibility: all reasons why <paramref name="reader"/> (the new schema) cannot read some value that
    /// <paramref name="writer"/> (the old one) allows. Empty when it can read every one. Stricter than the specification in
    /// one point: two different logical types on the same number are a reason, since the number would change its meaning.
    /// </summary>
    public static IReadOnlyList<SchemaIncompatibility> CheckBackward(AvroSchema reader, AvroSchema writer) =>
        new CompatibilityCheck().Run(reader, writer);
}
