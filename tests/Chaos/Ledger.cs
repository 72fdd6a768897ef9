using System.Collections.Concurrent;

namespace NbaPipeline.Chaos.Tests;

/// <summary>What the producers were told about each record they wrote: acknowledged, aborted, or nothing certain.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, byte> _acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _aborted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _written = new(StringComparer.Ordinal);

    public int Acknowledged => _acknowledged.Count;

    public int Aborted => _aborted.Count;

    public void Wrote(string id) => _written[id] = 0;

    public void Acknowledge(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            _acknowledged[id] = 0;
        }
    }

    public void Abort(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            _aborted[id] = 0;
        }
    }

    /// <summary>What a read_committed reader has seen that it must not, or has not that it must.</summary>
    public IEnumerable<string> Faults(IReadOnlyCollection<string> read)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in read)
        {
            if (!seen.Add(id))
            {
                yield return $"{id} was read twice";
            }
            if (_aborted.ContainsKey(id))
            {
                yield return $"{id} was aborted and read";
            }
            if (!_written.ContainsKey(id))
            {
                yield return $"{id} was read and never written";
            }
        }
        foreach (var id in _acknowledged.Keys.Where(id => !seen.Contains(id)))
        {
            yield return $"{id} was acknowledged and is not there";
        }
    }
}
