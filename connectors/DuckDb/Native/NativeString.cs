using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NbaPipeline.DuckDb.Native;

/// <summary>
/// <c>duckdb_string_t</c>: a length, then up to 12 bytes in place, or a 4-byte prefix and a pointer.
/// Unused bytes of a string in place are zero; DuckDB compares them.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct NativeString
{
    public const int InlineBytes = 12;

    [FieldOffset(0)]
    public uint Length;

    [FieldOffset(8)]
    public byte* Pointer;

    public static ReadOnlySpan<byte> Bytes(NativeString* value)
    {
        var length = (int)value->Length;
        return new ReadOnlySpan<byte>(length <= InlineBytes ? (byte*)value + 4 : value->Pointer, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreInline(NativeString* target, ReadOnlySpan<byte> bytes)
    {
        *(ulong*)target = (uint)bytes.Length;
        target->Pointer = null;
        bytes.CopyTo(new Span<byte>((byte*)target + 4, InlineBytes));
    }
}
