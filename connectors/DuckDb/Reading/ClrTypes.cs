using System.Numerics;

namespace NbaPipeline.DuckDb.Reading;

internal static class ClrTypes
{
    public static Type Of(DuckDbType type) =>
        type switch
        {
            DuckDbType.Boolean => typeof(bool),
            DuckDbType.TinyInt => typeof(sbyte),
            DuckDbType.SmallInt => typeof(short),
            DuckDbType.Integer => typeof(int),
            DuckDbType.BigInt => typeof(long),
            DuckDbType.UTinyInt => typeof(byte),
            DuckDbType.USmallInt => typeof(ushort),
            DuckDbType.UInteger => typeof(uint),
            DuckDbType.UBigInt => typeof(ulong),
            DuckDbType.HugeInt => typeof(Int128),
            DuckDbType.UHugeInt => typeof(UInt128),
            DuckDbType.BigNum => typeof(BigInteger),
            DuckDbType.Float => typeof(float),
            DuckDbType.Double => typeof(double),
            DuckDbType.Decimal => typeof(decimal),
            DuckDbType.Varchar or DuckDbType.Enum or DuckDbType.Bit => typeof(string),
            DuckDbType.Blob => typeof(byte[]),
            DuckDbType.Uuid => typeof(Guid),
            DuckDbType.Date => typeof(DateOnly),
            DuckDbType.Time or DuckDbType.TimeNs => typeof(TimeOnly),
            DuckDbType.Timestamp or DuckDbType.TimestampS or DuckDbType.TimestampMs or DuckDbType.TimestampNs => typeof(DateTime),
            DuckDbType.TimestampTz or DuckDbType.TimeTz => typeof(DateTimeOffset),
            DuckDbType.Interval => typeof(DuckDbInterval),
            DuckDbType.List or DuckDbType.Array => typeof(List<object?>),
            DuckDbType.Struct => typeof(Dictionary<string, object?>),
            DuckDbType.Map => typeof(Dictionary<object, object?>),
            _ => typeof(object),
        };
}
