using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb;

public sealed unsafe partial class AppenderColumn
{
    /// <summary>Appends a truth value to a BOOLEAN.</summary>
    public void Append(bool value)
    {
        Require(DuckDbType.Boolean, nameof(Boolean));
        Store(value ? (byte)1 : (byte)0);
    }

    /// <summary>Appends to an integer column, or to DOUBLE or FLOAT.</summary>
    public void Append(int value)
    {
        if (_type.Id == DuckDbType.Integer)
        {
            Store(value);
        }
        else
        {
            Append((long)value);
        }
    }

    /// <summary>Appends to an integer column of any width, or to DOUBLE, FLOAT or DECIMAL.</summary>
    public void Append(long value)
    {
        switch (_type.Id)
        {
            case DuckDbType.BigInt:
                Store(value);
                break;
            case DuckDbType.Integer:
                Store(checked((int)value));
                break;
            case DuckDbType.SmallInt:
                Store(checked((short)value));
                break;
            case DuckDbType.TinyInt:
                Store(checked((sbyte)value));
                break;
            case DuckDbType.Double:
                Store((double)value);
                break;
            case DuckDbType.Float:
                Store((float)value);
                break;
            case DuckDbType.Decimal:
                Append((decimal)value);
                break;
            default:
                AppendUnsigned(value);
                break;
        }
    }

    /// <summary>Appends to a DOUBLE or FLOAT.</summary>
    public void Append(double value)
    {
        if (_type.Id == DuckDbType.Double)
        {
            Store(value);
            return;
        }

        Require(DuckDbType.Float, nameof(Double));
        Store((float)value);
    }

    /// <summary>Appends to a HUGEINT, UHUGEINT or, as the unscaled value, to a DECIMAL.</summary>
    public void Append(Int128 value)
    {
        switch (_type.Id, _type.Storage)
        {
            case (DuckDbType.HugeInt or DuckDbType.Decimal, DuckDbType.HugeInt):
            case (DuckDbType.UHugeInt, _) when value >= 0:
                Store(NativeHugeInt.From(value));
                break;
            case (DuckDbType.Decimal, DuckDbType.BigInt):
                Store(checked((long)value));
                break;
            case (DuckDbType.Decimal, DuckDbType.Integer):
                Store(checked((int)value));
                break;
            case (DuckDbType.Decimal, DuckDbType.SmallInt):
                Store(checked((short)value));
                break;
            default:
                throw WrongType(nameof(Int128));
        }
    }

    /// <summary>Appends to a DECIMAL; digits behind its scale must be zero.</summary>
    public void Append(decimal value)
    {
        Require(DuckDbType.Decimal, nameof(Decimal));
        var (unscaled, scale) = Conversions.Unscale(value);
        for (; scale < _type.Scale; scale++)
        {
            unscaled = checked(unscaled * 10);
        }

        for (; scale > _type.Scale; scale--)
        {
            if (unscaled % 10 != 0)
            {
                throw new OverflowException($"{value} has more digits behind the point than column {Name} ({TypeName}).");
            }

            unscaled /= 10;
        }

        if (Int128.Abs(unscaled) >= Pow10(_type.Width))
        {
            throw new OverflowException($"{value} has more digits than column {Name} ({TypeName}).");
        }

        Append(unscaled);
    }

    /// <summary>Appends to a UUID.</summary>
    public void Append(Guid value)
    {
        Require(DuckDbType.Uuid, nameof(Guid));
        Store(NativeHugeInt.From(Conversions.GuidToStored(value)));
    }

    private void AppendUnsigned(long value)
    {
        switch (_type.Id)
        {
            case DuckDbType.UTinyInt:
                Store(checked((byte)value));
                break;
            case DuckDbType.USmallInt:
                Store(checked((ushort)value));
                break;
            case DuckDbType.UInteger:
                Store(checked((uint)value));
                break;
            case DuckDbType.UBigInt:
                Store(checked((ulong)value));
                break;
            case DuckDbType.HugeInt:
            case DuckDbType.UHugeInt:
                Append((Int128)value);
                break;
            default:
                throw WrongType(nameof(Int64));
        }
    }

    private static Int128 Pow10(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }

    private void Store<T>(T value)
        where T : unmanaged
    {
        var row = NextRow();
        ((T*)_data)[row] = value;
    }

    private void Require(DuckDbType type, string given)
    {
        if (_type.Id != type)
        {
            throw WrongType(given);
        }
    }

    private InvalidCastException WrongType(string given) => new($"Column {Name} is {TypeName}; a value of type {given} does not fit it.");
}
