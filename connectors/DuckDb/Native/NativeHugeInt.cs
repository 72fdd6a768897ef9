using System.Runtime.InteropServices;

namespace NbaPipeline.DuckDb.Native;

/// <summary><c>duckdb_hugeint</c>/<c>duckdb_uhugeint</c>. A struct of ours, as <see cref="Int128"/> has another calling convention.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeHugeInt(ulong lower, ulong upper)
{
    public readonly ulong Lower = lower;
    public readonly ulong Upper = upper;

    public static NativeHugeInt From(Int128 value) => new((ulong)value, (ulong)(value >> 64));

    public static NativeHugeInt From(UInt128 value) => new((ulong)value, (ulong)(value >> 64));

    public Int128 ToInt128() => new(Upper, Lower);

    public UInt128 ToUInt128() => new(Upper, Lower);
}
