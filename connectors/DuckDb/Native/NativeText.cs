using System.Runtime.InteropServices;

namespace NbaPipeline.DuckDb.Native;

internal static class NativeText
{
    /// <summary>A string that the library keeps.</summary>
    public static string Borrowed(nint pointer) => Marshal.PtrToStringUTF8(pointer) ?? "";

    /// <summary>A string that the library gave away; frees it.</summary>
    public static string Owned(nint pointer)
    {
        var text = Borrowed(pointer);
        NativeMethods.Free(pointer);
        return text;
    }
}
