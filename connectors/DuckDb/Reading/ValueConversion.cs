using System.Globalization;
using System.Numerics;

namespace NbaPipeline.DuckDb.Reading;

/// <summary>The conversions of <see cref="DuckDbDataReader.GetFieldValue{T}"/> that are not a plain read.</summary>
internal static class ValueConversion
{
    public static object To(object value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target.IsInstanceOfType(value))
        {
            return value;
        }

        if (target == typeof(string))
        {
            return ValueText.Of(value);
        }

        return (value, target) switch
        {
            (DateOnly v, _) when target == typeof(DateTime) => v.ToDateTime(TimeOnly.MinValue),
            (DateTime v, _) when target == typeof(DateOnly) && v.TimeOfDay == TimeSpan.Zero => DateOnly.FromDateTime(v),
            (DateTime v, _) when target == typeof(DateTimeOffset) => new DateTimeOffset(DateTime.SpecifyKind(v, DateTimeKind.Utc)),
            (DateTimeOffset v, _) when target == typeof(DateTime) => v.UtcDateTime,
            (DuckDbInterval v, _) when target == typeof(TimeSpan) => v.ToTimeSpan(),
            (TimeOnly v, _) when target == typeof(TimeSpan) => v.ToTimeSpan(),
            (string v, _) when target.IsEnum => Enum.Parse(target, v),
            (string { Length: 1 } v, _) when target == typeof(char) => v[0],
            _ => ToNumber(value, target),
        };
    }

    /// <summary>Numbers convert when the value fits; a fraction is never cut off.</summary>
    private static object ToNumber(object value, Type target)
    {
        if (value is string or bool || !IsNumber(value))
        {
            throw new InvalidCastException($"a {value.GetType().Name} is no {target.Name}.");
        }

        if (IsFraction(value) && target != typeof(double) && target != typeof(float) && target != typeof(decimal))
        {
            throw new InvalidCastException($"{ValueText.Of(value)} has a fraction.");
        }

        var whole = value switch
        {
            Int128 v => (BigInteger)v,
            UInt128 v => (BigInteger)v,
            BigInteger v => v,
            _ => (BigInteger?)null,
        };
        if (target == typeof(BigInteger))
        {
            return whole ?? new BigInteger(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
        }

        if (target == typeof(Int128))
        {
            return (Int128)(whole ?? new BigInteger(Convert.ToDecimal(value, CultureInfo.InvariantCulture)));
        }

        return whole is { } big
            ? Convert.ChangeType((decimal)big, target, CultureInfo.InvariantCulture)
            : Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the value is one of the number types that columns are read as.</summary>
    internal static bool IsNumber(object value) =>
        value
            is sbyte
                or short
                or int
                or long
                or byte
                or ushort
                or uint
                or ulong
                or float
                or double
                or decimal
                or Int128
                or UInt128
                or BigInteger;

    private static bool IsFraction(object value) =>
        value switch
        {
            double v => v != Math.Truncate(v),
            float v => v != MathF.Truncate(v),
            decimal v => v != decimal.Truncate(v),
            _ => false,
        };
}
