using System.Numerics;
using System.Text;
using NbaPipeline.DuckDb.Native;

namespace NbaPipeline.DuckDb.Binding;

/// <summary>A .NET value as a <c>duckdb_value</c>.</summary>
internal static unsafe class NativeValue
{
    public static ValueHandle Create(object? value) => new(CreatePointer(value));

    internal static nint CreatePointer(object? value) =>
        value switch
        {
            null or DBNull => NativeMethods.CreateNull(),
            bool v => NativeMethods.CreateBool(v),
            sbyte v => NativeMethods.CreateInt8(v),
            short v => NativeMethods.CreateInt16(v),
            int v => NativeMethods.CreateInt32(v),
            long v => NativeMethods.CreateInt64(v),
            byte v => NativeMethods.CreateUInt8(v),
            ushort v => NativeMethods.CreateUInt16(v),
            uint v => NativeMethods.CreateUInt32(v),
            ulong v => NativeMethods.CreateUInt64(v),
            Int128 v => NativeMethods.CreateHugeInt(NativeHugeInt.From(v)),
            UInt128 v => NativeMethods.CreateUHugeInt(NativeHugeInt.From(v)),
            BigInteger v => NativeMethods.CreateHugeInt(NativeHugeInt.From((Int128)v)),
            float v => NativeMethods.CreateFloat(v),
            double v => NativeMethods.CreateDouble(v),
            decimal v => CreateDecimal(v),
            string v => CreateText(v),
            char v => CreateText(v.ToString()),
            byte[] v => CreateBlob(v),
            ReadOnlyMemory<byte> v => CreateBlob(v.Span),
            Guid v => NativeMethods.CreateUuid(NativeHugeInt.From(Conversions.GuidToNumber(v))),
            Enum v => CreateText(v.ToString()),
            _ => CreateTime(value) is var time and not 0 ? time : ListValue.Create(value),
        };

    private static nint CreateTime(object value) =>
        value switch
        {
            DateOnly v => NativeMethods.CreateDate(Conversions.ToDays(v)),
            TimeOnly v => NativeMethods.CreateTime(Conversions.ToMicros(v)),
            DateTime v => NativeMethods.CreateTimestamp(Conversions.ToMicros(v)),
            DateTimeOffset v => NativeMethods.CreateTimestampTz(Conversions.ToMicros(v)),
            TimeSpan v => NativeMethods.CreateInterval(new NativeInterval(0, 0, v.Ticks / TimeSpan.TicksPerMicrosecond)),
            DuckDbInterval v => NativeMethods.CreateInterval(new NativeInterval(v.Months, v.Days, v.Microseconds)),
            _ => 0,
        };

    private static nint CreateText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* pointer = bytes)
        {
            return NativeMethods.CreateVarchar(pointer, (ulong)bytes.Length);
        }
    }

    private static nint CreateBlob(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* pointer = bytes)
        {
            return NativeMethods.CreateBlob(pointer, (ulong)bytes.Length);
        }
    }

    private static nint CreateDecimal(decimal value)
    {
        var (unscaled, scale) = Conversions.Unscale(value);
        const byte MaxWidth = 38;
        return NativeMethods.CreateDecimal(new NativeDecimal(MaxWidth, scale, NativeHugeInt.From(unscaled)));
    }
}
