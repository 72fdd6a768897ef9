namespace NbaPipeline.DuckDb.Native;

internal sealed class LogicalTypeHandle(nint pointer) : DuckDbHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.DestroyLogicalType(ref pointer);
}
