using System.Runtime.InteropServices;

namespace NbaPipeline.DuckDb.Native;

/// <summary>Owns the memory of a <see cref="NativeResult"/> and what the library attaches to it.</summary>
internal sealed unsafe class ResultHandle() : DuckDbHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)))
{
    public NativeResult Value => *(NativeResult*)handle;

    protected override void Destroy(ref nint pointer)
    {
        NativeMethods.DestroyResult((NativeResult*)pointer);
        NativeMemory.Free((void*)pointer);
    }
}
