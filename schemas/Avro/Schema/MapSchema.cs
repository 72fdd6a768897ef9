namespace NbaPipeline.Avro;

/// <summary>A map from strings to values of one schema.</summary>
public sealed class MapSchema : AvroSchema
{
    internal MapSchema(AvroSchema values)
        : base(AvroType.Map) => Values = values;

    public AvroSchema Values { get; }
}
