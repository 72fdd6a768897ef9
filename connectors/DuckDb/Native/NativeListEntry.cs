using System.Runtime.InteropServices;

namespace NbaPipeline.DuckDb.Native;

/// <summary><c>duckdb_list_entry</c>: where the elements of a list (or map) lie in the child vector.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeListEntry
{
    public ulong Offset;
    public ulong Length;
}
