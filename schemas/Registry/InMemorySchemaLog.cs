namespace NbaPipeline.SchemaRegistry;

/// <summary>A log in memory; several registries may share one, as several processes share a topic.</summary>
internal sealed class InMemorySchemaLog : ISchemaLog
{
    private readonly Lock _gate = new();
    private readonly List<SchemaLogEntry> _entries = [];
    private long _end;

    public string Name => "_schemas in memory";

    public void Open() { }

    public long Append(byte[] key, byte[]? value)
    {
        lock (_gate)
        {
            _entries.Add(new SchemaLogEntry(_end, key, value));
            return _end++;
        }
    }

    public long EndOffset()
    {
        lock (_gate)
        {
            return _end;
        }
    }

    public void Read(long from, long end, int timeoutMs, Action<SchemaLogEntry> visit)
    {
        SchemaLogEntry[] range;
        lock (_gate)
        {
            range = _entries.Where(e => e.Offset >= from && e.Offset < end).ToArray();
        }

        foreach (var entry in range)
        {
            visit(entry);
        }
    }

    /// <summary>What compaction does to a topic: of the records with one key only the last stays, with its offset.</summary>
    internal void Compact()
    {
        lock (_gate)
        {
            var last = _entries.GroupBy(e => Convert.ToHexString(e.Key!)).Select(g => g.Last()).OrderBy(e => e.Offset).ToArray();
            _entries.Clear();
            _entries.AddRange(last);
        }
    }

    /// <summary>All records that are there now, for tests.</summary>
    internal IReadOnlyList<SchemaLogEntry> Snapshot()
    {
        lock (_gate)
        {
            return _entries.ToArray();
        }
    }

    public void Dispose() { }
}
