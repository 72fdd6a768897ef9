namespace NbaPipeline.SchemaRegistry.Tests;

/// <summary>Before each schema record that is appended, somebody else appends another with the same version and id.</summary>
internal sealed class AlwaysBeatenLog : ISchemaLog
{
    private readonly InMemorySchemaLog _log = new();
    private int _rivals;

    public string Name => _log.Name;

    public void Open() { }

    public long Append(byte[] key, byte[] value)
    {
        if (
            SchemaRecordCodec.Decode(key, value) is SchemaLogRecord.Schema mine
            && mine.Entry.Text.Contains("\"Game\"", StringComparison.Ordinal)
        )
        {
            var text = Schemas.Text("Rival" + _rivals++, "x:int");
            _log.Append(key, SchemaRecordCodec.SchemaValueBytes(mine.Entry.Key, mine.Entry.Id, text));
        }

        return _log.Append(key, value);
    }

    public long EndOffset() => _log.EndOffset();

    public void Read(long from, long end, int timeoutMs, Action<SchemaLogEntry> visit) => _log.Read(from, end, timeoutMs, visit);

    public void Dispose() { }
}
