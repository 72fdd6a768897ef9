using NbaPipeline.Dataflow.State;
using NbaPipeline.Dataflow.Testing.Simulation;

namespace NbaPipeline.Dataflow.Tests.State;

/// <summary>A changelog in memory: what is written becomes part of it with <see cref="Commit"/> only.</summary>
internal sealed class RecordedChangelog : IChangelogWriter
{
    private readonly List<SimulatedRecord> _committed = [];
    private readonly List<SimulatedRecord> _open = [];

    public int OpenTombstones => _open.Count(r => r.Value is null);

    public int OpenCount => _open.Count;

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestampMs) =>
        _open.Add(new SimulatedRecord(key.ToArray(), value.ToArray(), timestampMs, null, null));

    public void Delete(ReadOnlySpan<byte> key, long timestampMs) =>
        _open.Add(new SimulatedRecord(key.ToArray(), null, timestampMs, null, null));

    public void Commit(StateStore store)
    {
        _committed.AddRange(_open);
        _open.Clear();
        store.Commit(_committed.Count);
    }

    public void Abort() => _open.Clear();

    /// <summary>Restores a store from all committed records, or from those that a compaction would leave.</summary>
    public void Restore(StateStore store, bool compacted)
    {
        var last = _committed
            .Select((r, i) => (Key: Convert.ToHexString(r.Key!), Index: i))
            .GroupBy(r => r.Key)
            .ToDictionary(g => g.Key, g => g.Max(r => r.Index));
        for (var i = 0; i < _committed.Count; i++)
        {
            if (!compacted || last[Convert.ToHexString(_committed[i].Key!)] == i)
            {
                var message = _committed[i].ToMessage(1, 0, 0, i);
                store.Restore(in message);
            }
        }
        store.Restored();
    }
}
