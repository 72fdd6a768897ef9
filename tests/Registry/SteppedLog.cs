namespace NbaPipeline.SchemaRegistry.Tests;

/// <summary>One process's view of a shared log: it stops before each call, and can die at one of them.</summary>
internal sealed class SteppedLog(InMemorySchemaLog shared, Action step, int dieAtCall = int.MaxValue) : ISchemaLog
{
    private int _calls;

    public string Name => shared.Name;

    public void Open() { }

    public long Append(byte[] key, byte[] value)
    {
        Next();
        return shared.Append(key, value);
    }

    public long EndOffset()
    {
        Next();
        return shared.EndOffset();
    }

    public void Read(long from, long end, int timeoutMs, Action<SchemaLogEntry> visit) => shared.Read(from, end, timeoutMs, visit);

    public void Dispose() { }

    private void Next()
    {
        step();
        if (++_calls > dieAtCall)
        {
            throw new ProcessDiedException();
        }
    }
}
