namespace NbaPipeline.DuckDb.Native;

internal sealed class ExtractedHandle(nint pointer) : DuckDbHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.DestroyExtracted(ref pointer);
}
