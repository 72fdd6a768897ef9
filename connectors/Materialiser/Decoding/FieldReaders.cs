using NbaPipeline.Avro;

namespace NbaPipeline.Materialiser.Decoding;

/// <summary>The reader of a schema that <see cref="ColumnTypes"/> has accepted.</summary>
internal static class FieldReaders
{
    private const long MicrosPerMilli = TimeSpan.MicrosecondsPerMillisecond;

    public static FieldReader Of(AvroSchema schema) =>
        schema switch
        {
            { Logical: { } logical } => OfLogical(logical, schema),
            UnionSchema union => OfUnion(union),
            ArraySchema array => new ListReader(Of(array.Items), MinBytes(array.Items)),
            MapSchema map => new MapReader(Of(map.Values)),
            RecordSchema record => new StructReader([.. record.Fields.Select(field => Of(field.Schema))]),
            EnumSchema symbols => new EnumReader(symbols),
            FixedSchema bytes => new FixedReader(bytes.Size),
            _ => OfPrimitive(schema.Type),
        };

    private static FieldReader OfPrimitive(AvroType type) =>
        type switch
        {
            AvroType.Null => new NullReader(),
            AvroType.Boolean => new BooleanReader(),
            AvroType.Int => new IntReader(),
            AvroType.Long => new LongReader(),
            AvroType.Float => new FloatReader(),
            AvroType.Double => new DoubleReader(),
            AvroType.Bytes => new BytesReader(),
            AvroType.String => new StringReader(),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a primitive type"),
        };

    private static FieldReader OfLogical(LogicalType logical, AvroSchema schema) =>
        logical.Kind switch
        {
            LogicalKind.Date => new DateReader(),
            LogicalKind.TimeMillis => new EpochReader(isInt: true, MicrosPerMilli),
            LogicalKind.TimestampMillis or LogicalKind.LocalTimestampMillis => new EpochReader(isInt: false, MicrosPerMilli),
            LogicalKind.Decimal => new DecimalReader(logical, (schema as FixedSchema)?.Size),
            LogicalKind.Uuid => schema is FixedSchema ? new FixedUuidReader() : new UuidReader(),
            LogicalKind.Duration => new DurationReader(),
            _ => new EpochReader(isInt: false, factor: 1),
        };

    private static FieldReader OfUnion(UnionSchema union)
    {
        var value = ColumnTypes.Unwrap(union)!;
        var index = 0;
        while (!ReferenceEquals(union.Branches[index], value))
        {
            index++;
        }

        return new NullableReader(union.Branches.Count, index, Of(value));
    }

    /// <summary>A lower bound of an item's bytes, against counts that the data cannot hold.</summary>
    private static int MinBytes(AvroSchema schema) =>
        schema switch
        {
            FixedSchema bytes => bytes.Size,
            RecordSchema record => record.Fields.Sum(field => MinBytes(field.Schema)),
            _ => schema.Type == AvroType.Null ? 0 : 1,
        };
}
