namespace NbaPipeline.DuckDb.Native;

internal sealed class ConnectionHandle(nint pointer) : DuckDbHandle(pointer)
{
    protected override void Destroy(ref nint pointer) => NativeMethods.Disconnect(ref pointer);
}
