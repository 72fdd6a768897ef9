namespace NbaPipeline.Avro;

/// <summary>The logical types of Avro 1.12.</summary>
public enum LogicalKind
{
    Date,
    TimeMillis,
    TimeMicros,
    TimestampMillis,
    TimestampMicros,
    TimestampNanos,
    LocalTimestampMillis,
    LocalTimestampMicros,
    LocalTimestampNanos,
    Decimal,
    Uuid,
    Duration,
}
