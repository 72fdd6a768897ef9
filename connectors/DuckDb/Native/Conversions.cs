using System.Numerics;

namespace NbaPipeline.DuckDb.Native;

/// <summary>Between DuckDB's numbers and .NET's types. Days and microseconds count from 1970-01-01.</summary>
internal static class Conversions
{
    private const int EpochDayNumber = 719_162;
    private static readonly UInt128 SignBit = UInt128.One << 127;

    public static int ToDays(DateOnly date) => date.DayNumber - EpochDayNumber;

    public static long ToMicros(TimeOnly time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    public static long ToMicros(DateTime time) => FloorDivide(time.Ticks - DateTime.UnixEpoch.Ticks);

    public static long ToMicros(DateTimeOffset time) => FloorDivide(time.UtcTicks - DateTime.UnixEpoch.Ticks);

    /// <summary>DuckDB's infinities are the ends of .NET's range, as both are later or earlier than any date.</summary>
    /// <exception cref="InvalidCastException">A date that .NET cannot hold (years 1 to 9999).</exception>
    public static DateOnly ToDate(int days)
    {
        if (days is int.MaxValue or -int.MaxValue)
        {
            return days > 0 ? DateOnly.MaxValue : DateOnly.MinValue;
        }

        var number = (long)days + EpochDayNumber;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : throw new InvalidCastException(
                $"The date {days} days from 1970-01-01 is outside the years 1 to 9999. CAST it to VARCHAR in the query."
            );
    }

    public static TimeOnly ToTime(long micros) =>
        micros < TimeSpan.MicrosecondsPerDay ? new TimeOnly(micros * TimeSpan.TicksPerMicrosecond) : TimeOnly.MaxValue;

    /// <inheritdoc cref="ToDate"/>
    public static DateTime ToDateTime(long micros)
    {
        if (micros is long.MaxValue or -long.MaxValue)
        {
            return micros > 0 ? DateTime.MaxValue : DateTime.MinValue;
        }

        var ticks = ((Int128)micros * TimeSpan.TicksPerMicrosecond) + DateTime.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks)
            : throw new InvalidCastException(
                $"The time {micros} us from 1970-01-01 is outside the years 1 to 9999. CAST it to VARCHAR in the query."
            );
    }

    public static DateTimeOffset ToDateTimeOffset(long micros) => new(ToDateTime(micros), TimeSpan.Zero);

    /// <summary>TIMETZ: microseconds in the upper 40 bits, in the lower 24 the largest offset less the offset, in seconds.</summary>
    public static DateTimeOffset ToTimeWithOffset(ulong bits)
    {
        const int MaxOffsetSeconds = (16 * 60 * 60) - 1;
        var offsetSeconds = MaxOffsetSeconds - (int)(bits & 0xFF_FFFF);
        var offset = TimeSpan.FromMinutes(offsetSeconds / 60);
        return new DateTimeOffset(new DateOnly(1, 1, 2).ToDateTime(ToTime((long)(bits >> 24))), offset);
    }

    /// <summary>UUIDs are stored as a signed number with the top bit flipped, so that they sort as text does.</summary>
    public static UInt128 GuidToNumber(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public static Int128 GuidToStored(Guid guid) => (Int128)(GuidToNumber(guid) ^ SignBit);

    public static Guid StoredToGuid(UInt128 stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, stored ^ SignBit);
        return new Guid(bytes, bigEndian: true);
    }

    public static (Int128 Unscaled, byte Scale) Unscale(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var unscaled = (Int128)new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        var scale = (byte)((bits[3] >> 16) & 0xFF);
        return (bits[3] < 0 ? -unscaled : unscaled, scale);
    }

    /// <exception cref="OverflowException">More digits than decimal has (28).</exception>
    public static decimal ToDecimal(Int128 unscaled, byte scale)
    {
        const byte MaxScale = 28;
        var magnitude = Int128.Abs(unscaled);
        while (scale > MaxScale || (magnitude >> 96 != 0 && scale > 0 && magnitude % 10 == 0))
        {
            if (magnitude % 10 != 0)
            {
                break;
            }

            magnitude /= 10;
            scale--;
        }

        if (scale > MaxScale || magnitude >> 96 != 0)
        {
            throw new OverflowException(
                $"DECIMAL {unscaled}e-{scale} has more digits than System.Decimal holds. CAST it to VARCHAR or DOUBLE in the query."
            );
        }

        return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), unscaled < 0, scale);
    }

    /// <summary>BIGNUM: 3 bytes of sign and length, then the magnitude, big-endian; all bits are inverted for negative numbers.</summary>
    public static BigInteger ToBigInteger(ReadOnlySpan<byte> bytes)
    {
        const int HeaderBytes = 3;
        var negative = (bytes[0] & 0x80) == 0;
        var magnitude = bytes[HeaderBytes..].ToArray();
        if (negative)
        {
            for (var i = 0; i < magnitude.Length; i++)
            {
                magnitude[i] = (byte)~magnitude[i];
            }
        }

        var value = new BigInteger(magnitude, isUnsigned: true, isBigEndian: true);
        return negative ? -value : value;
    }

    /// <summary>BIT: the first byte counts the unused leading bits of the second.</summary>
    public static string ToBits(ReadOnlySpan<byte> bytes)
    {
        var padding = bytes[0];
        var count = ((bytes.Length - 1) * 8) - padding;
        var text = new char[count];
        for (var i = 0; i < count; i++)
        {
            var bit = i + padding;
            text[i] = (bytes[1 + (bit >> 3)] & (0x80 >> (bit & 7))) != 0 ? '1' : '0';
        }

        return new string(text);
    }

    private static long FloorDivide(long ticks) =>
        ticks >= 0 ? ticks / TimeSpan.TicksPerMicrosecond : -((-ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond);
}
