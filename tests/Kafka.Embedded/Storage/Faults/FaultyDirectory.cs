namespace NbaPipeline.Kafka.Embedded.Tests.Storage.Faults;

/// <summary>Names as the process sees them, as the disk has them, and the changes between, each of which a power failure may undo.</summary>
internal sealed class FaultyDirectory
{
    private readonly List<Action<SortedDictionary<string, object>>> _pending = [];
    private SortedDictionary<string, object> _durable = new(StringComparer.Ordinal);

    /// <summary>Files (nodes) and directories by name.</summary>
    public SortedDictionary<string, object> Entries { get; private set; } = new(StringComparer.Ordinal);

    public void Add(string name, object entry) => Change(e => e[name] = entry);

    public void Remove(string name) => Change(e => e.Remove(name));

    public void Rename(string from, string to) =>
        Change(e =>
        {
            // Without its creation (undone) there is nothing to rename.
            if (e.Remove(from, out var entry))
            {
                e[to] = entry;
            }
        });

    public void Flush()
    {
        _durable = new(Entries, StringComparer.Ordinal);
        _pending.Clear();
    }

    public void PowerFail(Random random)
    {
        foreach (var change in _pending.Where(_ => random.Next(2) == 0))
        {
            change(_durable);
        }
        Entries = new(_durable, StringComparer.Ordinal);
        _pending.Clear();
        foreach (var entry in Entries.Values)
        {
            (entry as FaultyDirectory)?.PowerFail(random);
            (entry as FaultyNode)?.PowerFail(random);
        }
    }

    private void Change(Action<SortedDictionary<string, object>> change)
    {
        change(Entries);
        _pending.Add(change);
    }
}
