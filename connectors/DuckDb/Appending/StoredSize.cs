using NbaPipeline.DuckDb.Reading;

namespace NbaPipeline.DuckDb;

/// <summary>Bytes of a stored value; 0 for types whose values are not all in the vector.</summary>
internal static class StoredSize
{
    public static int Of(ColumnType type) =>
        type.Storage switch
        {
            DuckDbType.Boolean or DuckDbType.TinyInt or DuckDbType.UTinyInt => 1,
            DuckDbType.SmallInt or DuckDbType.USmallInt => 2,
            DuckDbType.Integer or DuckDbType.UInteger or DuckDbType.Float or DuckDbType.Date => 4,
            DuckDbType.BigInt or DuckDbType.UBigInt or DuckDbType.Double => 8,
            DuckDbType.Time or DuckDbType.TimeNs or DuckDbType.TimeTz => 8,
            DuckDbType.Timestamp or DuckDbType.TimestampS or DuckDbType.TimestampMs or DuckDbType.TimestampNs or DuckDbType.TimestampTz =>
                8,
            DuckDbType.HugeInt or DuckDbType.UHugeInt or DuckDbType.Uuid or DuckDbType.Interval => 16,
            _ => 0,
        };
}
