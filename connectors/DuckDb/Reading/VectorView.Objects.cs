using System.Text;
using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb.Reading;

internal sealed unsafe partial class VectorView
{
    private const long NanosPerMicro = 1000;

    /// <summary>The value of a row that is not NULL, as its .NET type.</summary>
    public object GetObject(long row) =>
        Type.Id switch
        {
            DuckDbType.Boolean => At<byte>(row) != 0,
            DuckDbType.TinyInt => At<sbyte>(row),
            DuckDbType.SmallInt => At<short>(row),
            DuckDbType.Integer => At<int>(row),
            DuckDbType.BigInt => At<long>(row),
            DuckDbType.UTinyInt => At<byte>(row),
            DuckDbType.USmallInt => At<ushort>(row),
            DuckDbType.UInteger => At<uint>(row),
            DuckDbType.UBigInt => At<ulong>(row),
            DuckDbType.HugeInt => At<NativeHugeInt>(row).ToInt128(),
            DuckDbType.UHugeInt => At<NativeHugeInt>(row).ToUInt128(),
            DuckDbType.BigNum => Conversions.ToBigInteger(GetBytes(row)),
            DuckDbType.Float => At<float>(row),
            DuckDbType.Double => At<double>(row),
            DuckDbType.Decimal => Conversions.ToDecimal(Unscaled(row), Type.Scale),
            DuckDbType.Varchar => Encoding.UTF8.GetString(GetBytes(row)),
            DuckDbType.Blob => GetBytes(row).ToArray(),
            DuckDbType.Bit => Conversions.ToBits(GetBytes(row)),
            DuckDbType.Uuid => Conversions.StoredToGuid(At<NativeHugeInt>(row).ToUInt128()),
            DuckDbType.Enum => Type.Names[EnumIndex(row)],
            _ => GetTimeOrNested(row),
        };

    private object GetTimeOrNested(long row) =>
        Type.Id switch
        {
            DuckDbType.Date => Conversions.ToDate(At<int>(row)),
            DuckDbType.Time => Conversions.ToTime(At<long>(row)),
            DuckDbType.TimeNs => Conversions.ToTime(At<long>(row) / NanosPerMicro),
            DuckDbType.TimeTz => Conversions.ToTimeWithOffset(At<ulong>(row)),
            DuckDbType.Timestamp => Conversions.ToDateTime(At<long>(row)),
            DuckDbType.TimestampTz => Conversions.ToDateTimeOffset(At<long>(row)),
            DuckDbType.TimestampS => Conversions.ToDateTime(Scaled(row, TimeSpan.MicrosecondsPerSecond)),
            DuckDbType.TimestampMs => Conversions.ToDateTime(Scaled(row, TimeSpan.MicrosecondsPerMillisecond)),
            DuckDbType.TimestampNs => NanosToDateTime(At<long>(row)),
            DuckDbType.Interval => ToInterval(At<NativeInterval>(row)),
            DuckDbType.List => GetList((NativeListEntry*)_data + row),
            DuckDbType.Array => GetElements(row * Type.ArrayLength, Type.ArrayLength),
            DuckDbType.Map => GetMap((NativeListEntry*)_data + row),
            DuckDbType.Struct => GetStruct(row),
            DuckDbType.Union => GetMember(row),
            _ => throw new NotSupportedException($"A value of type {Type} cannot be read. CAST it to VARCHAR in the query."),
        };

    private Int128 Unscaled(long row) =>
        Type.Storage switch
        {
            DuckDbType.SmallInt => At<short>(row),
            DuckDbType.Integer => At<int>(row),
            DuckDbType.BigInt => At<long>(row),
            _ => At<NativeHugeInt>(row).ToInt128(),
        };

    private uint EnumIndex(long row) =>
        Type.Storage switch
        {
            DuckDbType.UTinyInt => At<byte>(row),
            DuckDbType.USmallInt => At<ushort>(row),
            _ => At<uint>(row),
        };

    /// <summary>The infinities are the same numbers in every unit.</summary>
    private long Scaled(long row, long microsPerUnit)
    {
        var value = At<long>(row);
        return value is long.MaxValue or -long.MaxValue ? value : checked(value * microsPerUnit);
    }

    private static DateTime NanosToDateTime(long nanos)
    {
        const long NanosPerTick = 100;
        return nanos is long.MaxValue or -long.MaxValue
            ? Conversions.ToDateTime(nanos)
            : DateTime.UnixEpoch.AddTicks((long)Math.Floor(nanos / (decimal)NanosPerTick));
    }

    private static DuckDbInterval ToInterval(NativeInterval value) => new(value.Months, value.Days, value.Micros);
}
