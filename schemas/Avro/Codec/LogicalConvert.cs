using System.Buffers.Text;

namespace NbaPipeline.Avro;

/// <summary>Between the numbers of the encoding and .NET's types.</summary>
public static class LogicalConvert
{
    private const int UuidLength = 36;
    private static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Days since 1970-01-01.</summary>
    public static bool TryDate(int days, out DateOnly value)
    {
        var day = (long)days + EpochDay;
        var valid = day >= DateOnly.MinValue.DayNumber && day <= DateOnly.MaxValue.DayNumber;
        value = valid ? DateOnly.FromDayNumber((int)day) : default;
        return valid;
    }

    public static int FromDate(DateOnly value) => value.DayNumber - EpochDay;

    internal static bool TryTime(long units, long ticksPerUnit, out TimeOnly value)
    {
        var valid = units >= 0 && units < TimeSpan.TicksPerDay / ticksPerUnit;
        value = valid ? new TimeOnly(units * ticksPerUnit) : default;
        return valid;
    }

    internal static bool TryTimestamp(long units, long ticksPerUnit, out DateTime value)
    {
        var valid =
            units >= -(DateTime.UnixEpoch.Ticks / ticksPerUnit)
            && units <= (DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) / ticksPerUnit;
        value = valid ? new DateTime(DateTime.UnixEpoch.Ticks + (units * ticksPerUnit)) : default;
        return valid;
    }

    /// <summary>Rounds towards the past, so that a time never moves into the next unit.</summary>
    internal static long FromTicks(long ticks, long ticksPerUnit) => FloorDivide(ticks - DateTime.UnixEpoch.Ticks, ticksPerUnit);

    internal static long FloorDivide(long value, long divisor)
    {
        var (quotient, rest) = Math.DivRem(value, divisor);
        return rest < 0 ? quotient - 1 : quotient;
    }

    internal static bool TryUuid(ReadOnlySpan<byte> text, out Guid value)
    {
        value = default;
        return text.Length == UuidLength && Utf8Parser.TryParse(text, out value, out var used, 'D') && used == UuidLength;
    }

    /// <summary>Big-endian two's complement, any length, perhaps with superfluous sign bytes.</summary>
    internal static bool TryDecimal(ReadOnlySpan<byte> bytes, int scale, out decimal value)
    {
        value = default;
        if (bytes.IsEmpty)
        {
            return scale <= 28;
        }

        var negative = (sbyte)bytes[0] < 0;
        var sign = negative ? (byte)0xFF : (byte)0;
        while (bytes.Length > 16)
        {
            if (bytes[0] != sign)
            {
                return false;
            }

            bytes = bytes[1..];
        }

        var number = negative ? Int128.NegativeOne : Int128.Zero;
        foreach (var b in bytes)
        {
            number = (number << 8) | b;
        }

        var magnitude = (UInt128)(Int128.IsNegative(number) ? -number : number);
        if (scale > 28 || magnitude >> 96 != 0 || Int128.IsNegative(number) != negative)
        {
            return false;
        }

        value = new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), negative, (byte)scale);
        return true;
    }

    /// <summary>The unscaled number of <paramref name="value"/> at the scale.</summary>
    /// <exception cref="AvroException">It has more digits than the scale or the precision allows.</exception>
    internal static Int128 Unscaled(decimal value, int precision, int scale)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var number = (Int128)(((UInt128)(uint)bits[2] << 64) | ((UInt128)(uint)bits[1] << 32) | (uint)bits[0]);
        for (var have = (bits[3] >> 16) & 0xFF; have != scale && number != 0; )
        {
            if (have > scale)
            {
                var (quotient, rest) = Int128.DivRem(number, 10);
                if (rest != 0)
                {
                    throw new AvroException($"the decimal {value} has more than {scale} digits after the point");
                }

                number = quotient;
                have--;
            }
            else
            {
                number *= 10;
                have++;
                if (number >= PowerOfTen(precision))
                {
                    break;
                }
            }
        }

        if (number >= PowerOfTen(precision))
        {
            throw new AvroException($"the decimal {value} has more than {precision} digits at {scale} after the point");
        }

        return value < 0 ? -number : number;
    }

    /// <summary>The least bytes that hold the number in two's complement.</summary>
    internal static int ByteCount(Int128 number)
    {
        var magnitude = (UInt128)(Int128.IsNegative(number) ? ~number : number);
        return (int)((128 - UInt128.LeadingZeroCount(magnitude)) / 8) + 1;
    }

    /// <summary>Big-endian two's complement that fills the span.</summary>
    internal static void WriteBigEndian(Int128 number, Span<byte> bytes)
    {
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            bytes[i] = (byte)number;
            number >>= 8;
        }
    }

    private static Int128 PowerOfTen(int exponent)
    {
        var result = Int128.One;
        for (var i = 0; i < Math.Min(exponent, 38); i++)
        {
            result *= 10;
        }

        return result;
    }
}
