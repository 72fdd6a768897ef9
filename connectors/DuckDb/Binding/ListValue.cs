using System.Collections;
using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb.Binding;

/// <summary>A .NET list as a LIST value; its elements are of one type, that of the first one that is not null.</summary>
internal static unsafe class ListValue
{
    public static nint Create(object value)
    {
        if (value is not IEnumerable sequence)
        {
            throw new NotSupportedException(
                $"A value of type {value.GetType()} cannot be a parameter. Use numbers, text, byte[], Guid, dates and times, or a list of these."
            );
        }

        var items = sequence.Cast<object?>().ToList();
        using var elementType = ElementType(items.Find(item => item is not null));
        var array = new nint[Math.Max(1, items.Count)]; // never empty, as the library wants a pointer
        try
        {
            for (var i = 0; i < items.Count; i++)
            {
                array[i] = NativeValue.CreatePointer(items[i]);
            }

            fixed (nint* first = array)
            {
                return NativeMethods.CreateList(elementType, first, (ulong)items.Count);
            }
        }
        finally
        {
            for (var i = 0; i < array.Length; i++)
            {
                if (array[i] != 0)
                {
                    NativeMethods.DestroyValue(ref array[i]);
                }
            }
        }
    }

    private static LogicalTypeHandle ElementType(object? sample)
    {
        if (sample is decimal)
        {
            return new LogicalTypeHandle(NativeMethods.CreateDecimalType(38, 10));
        }

        var type = sample switch
        {
            null => DuckDbType.SqlNull,
            bool => DuckDbType.Boolean,
            sbyte => DuckDbType.TinyInt,
            short => DuckDbType.SmallInt,
            int => DuckDbType.Integer,
            long => DuckDbType.BigInt,
            byte => DuckDbType.UTinyInt,
            ushort => DuckDbType.USmallInt,
            uint => DuckDbType.UInteger,
            ulong => DuckDbType.UBigInt,
            Int128 => DuckDbType.HugeInt,
            float => DuckDbType.Float,
            double => DuckDbType.Double,
            string or Enum => DuckDbType.Varchar,
            byte[] => DuckDbType.Blob,
            Guid => DuckDbType.Uuid,
            DateOnly => DuckDbType.Date,
            TimeOnly => DuckDbType.Time,
            DateTime => DuckDbType.Timestamp,
            DateTimeOffset => DuckDbType.TimestampTz,
            TimeSpan or DuckDbInterval => DuckDbType.Interval,
            _ => throw new NotSupportedException($"A list of {sample.GetType()} cannot be a parameter."),
        };
        return new LogicalTypeHandle(NativeMethods.CreateLogicalType(type));
    }
}
