namespace NbaPipeline.DuckDb.Native;

internal sealed class ValueHandle(nint pointer) : DuckDbHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.DestroyValue(ref pointer);
}
