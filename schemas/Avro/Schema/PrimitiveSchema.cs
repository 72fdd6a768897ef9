namespace NbaPipeline.Avro;

/// <summary>null, boolean, int, long, float, double, bytes or string, perhaps with a logical type.</summary>
public sealed class PrimitiveSchema : AvroSchema
{
    internal PrimitiveSchema(AvroType type)
        : base(type) { }
}
