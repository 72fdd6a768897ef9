namespace NbaPipeline.DuckDb.Native;

internal sealed class ConfigHandle(nint pointer) : DuckDbHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.DestroyConfig(ref pointer);
}
