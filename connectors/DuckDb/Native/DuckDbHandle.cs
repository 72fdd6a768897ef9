using System.Runtime.InteropServices;

namespace NbaPipeline.DuckDb.Native;

/// <summary>A native object that is released exactly once; <see cref="OpenCount"/> makes a leak visible to a test.</summary>
internal abstract class DuckDbHandle : SafeHandle
{
    private static long _openCount;

    protected DuckDbHandle(nint pointer)
        : base(0, ownsHandle: true)
    {
        SetHandle(pointer);
        if (pointer != 0)
        {
            Interlocked.Increment(ref _openCount);
        }
    }

    /// <summary>Native objects of this process that are not released yet.</summary>
    public static long OpenCount => Interlocked.Read(ref _openCount);

    public override bool IsInvalid => handle == 0;

    /// <summary>The bare pointer, for calls during which the caller keeps this object alive.</summary>
    public nint Pointer => handle;

    protected abstract void Destroy(ref nint pointer);

    protected sealed override bool ReleaseHandle()
    {
        Interlocked.Decrement(ref _openCount);
        Destroy(ref handle);
        return true;
    }
}
