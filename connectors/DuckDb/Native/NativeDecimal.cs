using System.Runtime.InteropServices;

namespace NbaPipeline.DuckDb.Native;

/// <summary><c>duckdb_decimal</c>: width and scale in digits, the unscaled value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeDecimal(byte width, byte scale, NativeHugeInt value)
{
    public readonly byte Width = width;
    public readonly byte Scale = scale;
    public readonly NativeHugeInt Value = value;
}
