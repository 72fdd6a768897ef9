namespace NbaPipeline.DuckDb.Native;

internal sealed class ErrorDataHandle(nint pointer) : DuckDbHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.DestroyErrorData(ref pointer);
}
