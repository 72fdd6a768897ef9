namespace NbaPipeline.Kafka.Embedded.Generator;

/// <summary>The types of the protocol (spec section 4).</summary>
internal enum FieldKind
{
    Int8,
    Int16,
    Int32,
    Int64,
    Bool,
    Uuid,
    String,
    Bytes,
    Records,
    Struct,
}
