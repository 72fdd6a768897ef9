namespace NbaPipeline.DuckDb.Native;

internal sealed class PreparedHandle(nint pointer) : DuckDbHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.DestroyPrepare(ref pointer);
}
