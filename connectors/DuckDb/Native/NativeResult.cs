using System.Runtime.InteropServices;

namespace NbaPipeline.DuckDb.Native;

/// <summary><c>duckdb_result</c>: 48 bytes, passed by value to the fetching functions; only the library looks inside.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    public ulong ColumnCount;
    public ulong RowCount;
    public ulong RowsChanged;
    public nint Columns;
    public nint ErrorMessage;
    public nint Data;
}
