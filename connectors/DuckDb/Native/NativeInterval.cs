using System.Runtime.InteropServices;

namespace NbaPipeline.DuckDb.Native;

/// <summary><c>duckdb_interval</c>: months, days and microseconds are separate, as a month has no fixed length.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeInterval(int months, int days, long micros)
{
    public readonly int Months = months;
    public readonly int Days = days;
    public readonly long Micros = micros;
}
