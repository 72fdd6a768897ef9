using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb;

public sealed unsafe partial class AppenderColumn
{
    /// <summary>Appends to a DATE.</summary>
    public void Append(DateOnly value)
    {
        Require(DuckDbType.Date, nameof(DateOnly));
        Store(Conversions.ToDays(value));
    }

    /// <summary>Appends to a TIME.</summary>
    public void Append(TimeOnly value)
    {
        Require(DuckDbType.Time, nameof(TimeOnly));
        Store(Conversions.ToMicros(value));
    }

    /// <summary>Appends to a TIMESTAMP, fractions of a microsecond cut off.</summary>
    public void Append(DateTime value)
    {
        Require(DuckDbType.Timestamp, nameof(DateTime));
        Store(Conversions.ToMicros(value));
    }

    /// <summary>Appends to a TIMESTAMPTZ, fractions of a microsecond cut off.</summary>
    public void Append(DateTimeOffset value)
    {
        Require(DuckDbType.TimestampTz, nameof(DateTimeOffset));
        Store(Conversions.ToMicros(value));
    }

    /// <summary>Appends to an INTERVAL.</summary>
    public void Append(DuckDbInterval value)
    {
        Require(DuckDbType.Interval, nameof(DuckDbInterval));
        Store(new NativeInterval(value.Months, value.Days, value.Microseconds));
    }

    /// <summary>
    /// Appends the stored number of a DATE (days since 1970-01-01), a TIME (microseconds since midnight), or a TIMESTAMP or TIMESTAMPTZ
    /// (its unit, microseconds for the plain ones, since 1970-01-01 UTC).
    /// </summary>
    public void AppendEpoch(long value)
    {
        switch (_type.Id)
        {
            case DuckDbType.Date:
                Store(checked((int)value));
                break;
            case DuckDbType.Time or DuckDbType.Timestamp or DuckDbType.TimestampTz:
            case DuckDbType.TimestampS or DuckDbType.TimestampMs or DuckDbType.TimestampNs or DuckDbType.TimeNs:
                Store(value);
                break;
            default:
                throw WrongType("date or time");
        }
    }
}
