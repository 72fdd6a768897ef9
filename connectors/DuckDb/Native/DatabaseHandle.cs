namespace NbaPipeline.DuckDb.Native;

internal sealed class DatabaseHandle(nint pointer) : DuckDbHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.Close(ref pointer);
}
