using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb.Reading;

internal sealed unsafe partial class VectorView
{
    /// <summary>The value if <typeparamref name="T"/> is the type's own .NET type, or a wider integer or double, without boxing.</summary>
    public bool TryGetDirect<T>(long row, [MaybeNullWhen(false)] out T value)
    {
        if (typeof(T) == typeof(long) && TryGetInteger(row, out var integer))
        {
            value = Unsafe.As<long, T>(ref integer);
            return true;
        }

        if (typeof(T) == typeof(int) && Type.Id == DuckDbType.Integer)
        {
            return Same(At<int>(row), out value);
        }

        if (typeof(T) == typeof(double) && Type.Id == DuckDbType.Double)
        {
            return Same(At<double>(row), out value);
        }

        if (typeof(T) == typeof(float) && Type.Id == DuckDbType.Float)
        {
            return Same(At<float>(row), out value);
        }

        if (typeof(T) == typeof(bool) && Type.Id == DuckDbType.Boolean)
        {
            return Same(At<byte>(row) != 0, out value);
        }

        if (typeof(T) == typeof(DateOnly) && Type.Id == DuckDbType.Date)
        {
            return Same(Conversions.ToDate(At<int>(row)), out value);
        }

        if (typeof(T) == typeof(DateTime) && Type.Id == DuckDbType.Timestamp)
        {
            return Same(Conversions.ToDateTime(At<long>(row)), out value);
        }

        if (typeof(T) == typeof(DateTimeOffset) && Type.Id == DuckDbType.TimestampTz)
        {
            return Same(Conversions.ToDateTimeOffset(At<long>(row)), out value);
        }

        value = default;
        return false;
    }

    private static bool Same<TStored, T>(TStored stored, out T value)
    {
        value = Unsafe.As<TStored, T>(ref stored);
        return true;
    }

    private bool TryGetInteger(long row, out long value)
    {
        switch (Type.Id)
        {
            case DuckDbType.BigInt:
                value = At<long>(row);
                return true;
            case DuckDbType.Integer:
                value = At<int>(row);
                return true;
            case DuckDbType.SmallInt:
                value = At<short>(row);
                return true;
            case DuckDbType.UInteger:
                value = At<uint>(row);
                return true;
            default:
                value = 0;
                return false;
        }
    }
}
