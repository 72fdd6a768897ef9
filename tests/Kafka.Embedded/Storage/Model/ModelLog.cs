namespace NbaPipeline.Kafka.Embedded.Tests.Storage.Model;

/// <summary>What a partition should hold, and what follows from it, computed the slow and obvious way.</summary>
internal sealed class ModelLog
{
    /// <summary>Everything ever stored and not lost, from offset 0 on, or from where a lost log began again.</summary>
    public List<ModelBatch> Batches { get; } = [];

    public long Start { get; set; }

    public long End => Batches.Count == 0 ? Base : Batches[^1].EndOffset;

    /// <summary>Where the first batch would be.</summary>
    public long Base { get; set; }

    public IEnumerable<ModelBatch> Visible => Batches.Where(b => b.EndOffset > Start);

    /// <summary>First offsets by producer id.</summary>
    public Dictionary<long, long> OpenTransactions() => Walk(out _);

    public long LastStableOffset => Math.Max(Start, OpenTransactions().Values.DefaultIfEmpty(End).Min());

    /// <summary>As a read-committed fetch of [from, to) must list them.</summary>
    public List<(long ProducerId, long FirstOffset)> Aborted(long from, long to)
    {
        Walk(out var aborted);
        return [.. aborted.Where(a => a.Marker >= from && a.First < to).Select(a => (a.ProducerId, a.First)).OrderBy(a => a.First)];
    }

    /// <summary>The first record with such a time.</summary>
    public (long Offset, long Timestamp) FirstAt(long timestamp) => Records().Where(r => r.Timestamp >= timestamp).Append((-1, -1)).First();

    /// <summary>The first record with the largest time.</summary>
    public (long Offset, long Timestamp) Largest()
    {
        var largest = Records().Select(r => r.Timestamp).DefaultIfEmpty(-1).Max();
        return FirstAt(largest);
    }

    private IEnumerable<(long Offset, long Timestamp)> Records() =>
        Visible.SelectMany(b => b.Timestamps.Select((t, i) => (Offset: b.BaseOffset + i, Timestamp: t))).Where(r => r.Offset >= Start);

    private Dictionary<long, long> Walk(out List<(long ProducerId, long First, long Marker)> aborted)
    {
        Dictionary<long, long> open = [];
        aborted = [];
        foreach (var batch in Batches)
        {
            if (batch.IsTransactional)
            {
                open.TryAdd(batch.ProducerId, batch.BaseOffset);
            }
            else if (batch.IsMarker && open.Remove(batch.ProducerId, out var first) && batch.Outcome == false)
            {
                aborted.Add((batch.ProducerId, first, batch.BaseOffset));
            }
        }
        return open;
    }
}
