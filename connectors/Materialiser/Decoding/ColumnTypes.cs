using System.Globalization;
using NbaPipeline.Avro;
using NbaPipeline.DuckDb;

namespace NbaPipeline.Materialiser.Decoding;

/// <summary>The DuckDB type of an Avro schema, as SQL; docs/materialiser.md has the table.</summary>
internal static class ColumnTypes
{
    private const int MaxDecimalDigits = 38;

    /// <exception cref="UnsupportedColumnException">The schema has no column type.</exception>
    public static string Of(AvroField field, RecordSchema record) => Of(field.Schema, $"{record.FullName}.{field.Name}", [record]);

    /// <summary>The schema without the null of a union of null and one other; null for a union of null alone.</summary>
    public static AvroSchema? Unwrap(UnionSchema union) =>
        union.Branches.Count(branch => branch.Type != AvroType.Null) == 1
            ? union.Branches.First(branch => branch.Type != AvroType.Null)
            : null;

    private static string Of(AvroSchema schema, string path, List<RecordSchema> inside) =>
        schema switch
        {
            { Logical: { } logical } when OfLogical(logical, path) is { } type => type,
            UnionSchema union => Of(
                Unwrap(union) ?? throw new UnsupportedColumnException(path, "is a union of other than null and one type"),
                path,
                inside
            ),
            ArraySchema array => Of(array.Items, path + "[]", inside) + "[]",
            MapSchema map => $"MAP(VARCHAR, {Of(map.Values, path + "{}", inside)})",
            RecordSchema record => OfRecord(record, path, inside),
            _ => OfPlain(schema, path),
        };

    private static string OfPlain(AvroSchema schema, string path) =>
        schema.Type switch
        {
            AvroType.Boolean => "BOOLEAN",
            AvroType.Int => "INTEGER",
            AvroType.Long => "BIGINT",
            AvroType.Float => "FLOAT",
            AvroType.Double => "DOUBLE",
            AvroType.String or AvroType.Enum => "VARCHAR",
            AvroType.Bytes or AvroType.Fixed => "BLOB",
            _ => throw new UnsupportedColumnException(path, $"is of type {schema.TypeName}"),
        };

    private static string? OfLogical(LogicalType logical, string path) =>
        logical.Kind switch
        {
            LogicalKind.Date => "DATE",
            LogicalKind.TimeMillis or LogicalKind.TimeMicros => "TIME",
            LogicalKind.TimestampMillis or LogicalKind.TimestampMicros => "TIMESTAMP WITH TIME ZONE",
            LogicalKind.LocalTimestampMillis or LogicalKind.LocalTimestampMicros => "TIMESTAMP",
            LogicalKind.TimestampNanos or LogicalKind.LocalTimestampNanos => "TIMESTAMP_NS",
            LogicalKind.Uuid => "UUID",
            LogicalKind.Duration => "INTERVAL",
            LogicalKind.Decimal when logical.Precision <= MaxDecimalDigits => string.Create(
                CultureInfo.InvariantCulture,
                $"DECIMAL({logical.Precision},{logical.Scale})"
            ),
            _ => throw new UnsupportedColumnException(path, $"is a {logical}; DuckDB holds up to {MaxDecimalDigits} digits"),
        };

    private static string OfRecord(RecordSchema record, string path, List<RecordSchema> inside)
    {
        if (inside.Contains(record))
        {
            throw new UnsupportedColumnException(path, $"contains {record.FullName} inside itself");
        }

        if (record.Fields.Count == 0)
        {
            throw new UnsupportedColumnException(path, "is a record without fields");
        }

        inside.Add(record);
        var fields = record.Fields.Select(f => $"{DuckDbIdentifier.Quote(f.Name)} {Of(f.Schema, $"{path}.{f.Name}", inside)}").ToList();
        inside.RemoveAt(inside.Count - 1);
        return $"STRUCT({string.Join(", ", fields)})";
    }
}
