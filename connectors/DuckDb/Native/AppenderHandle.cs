namespace NbaPipeline.DuckDb.Native;

/// <summary>Destroying an appender would write what it still holds; an abandoned one must not, so it is cleared first.</summary>
internal sealed class AppenderHandle(nint pointer) : DuckDbHandle(pointer)
{
    protected override void Destroy(ref nint pointer)
    {
        _ = NativeMethods.AppenderClearPointer(pointer);
        _ = NativeMethods.AppenderDestroy(ref pointer);
    }
}
