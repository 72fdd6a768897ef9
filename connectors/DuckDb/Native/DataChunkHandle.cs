namespace NbaPipeline.DuckDb.Native;

internal sealed class DataChunkHandle(nint pointer) : DuckDbHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.DestroyDataChunk(ref pointer);
}
