using System.Globalization;
using NbaPipeline.Contracts.Ops;

namespace NbaPipeline.Sources;

/// <summary>Which records of the replay order are still to be produced.</summary>
/// <param name="Pending">Indices into the order, ascending.</param>
/// <param name="IsDelta">The topics hold records of other inputs; see <see cref="SourceCursor"/>.</param>
/// <param name="Late">Pending records at or before the time up to which completeness was declared already.</param>
/// <param name="Vanished">Records in the topics that the files no longer amount to; they stay.</param>
internal sealed record ReplayPlan(IReadOnlyList<int> Pending, bool IsDelta, long Late, long Vanished)
{
    /// <summary>
    /// Same input as the cursor's: go on at its position. Other input: what the topics already hold, told by content hash and counted
    /// (a file may hold a row twice), is not produced again.
    /// </summary>
    public static ReplayPlan Make(
        RowBuffer rows,
        IReadOnlyList<string> topics,
        SourceCursor? cursor,
        string fingerprint,
        ISourceBroker broker,
        CancellationToken cancellationToken
    )
    {
        if (cursor is null)
        {
            return new ReplayPlan(Enumerable.Range(0, rows.Count).ToArray(), IsDelta: false, 0, 0);
        }

        var same = cursor.Fingerprint == fingerprint && cursor.Total == rows.Count;
        if (same && (!cursor.IsDelta || cursor.Position == cursor.Total))
        {
            var start = (int)cursor.Position;
            return new ReplayPlan(Enumerable.Range(start, rows.Count - start).ToArray(), cursor.IsDelta, 0, 0);
        }

        var present = Present(topics, broker, cancellationToken);
        var pending = new List<int>();
        long late = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var key = (row.Topic, row.Hash);
            if (present.TryGetValue(key, out var count))
            {
                SetOrRemove(present, key, count - 1);
                continue;
            }

            pending.Add(i);
            late += row.TimeMs <= cursor.CompleteToMs ? 1 : 0;
        }

        return new ReplayPlan(pending, IsDelta: true, late, present.Values.Sum(count => (long)count));
    }

    private static Dictionary<(int Topic, ulong Hash), int> Present(
        IReadOnlyList<string> topics,
        ISourceBroker broker,
        CancellationToken cancellationToken
    )
    {
        var present = new Dictionary<(int Topic, ulong Hash), int>();
        for (var number = 0; number < topics.Count; number++)
        {
            var topic = number;
            broker.ReadCommitted(
                topics[number],
                record =>
                {
                    // Records without our header (dead letters of the next stage) are not ours to count.
                    if (ulong.TryParse(record.ContentHash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash))
                    {
                        present[(topic, hash)] = present.GetValueOrDefault((topic, hash)) + 1;
                    }
                },
                cancellationToken
            );
        }

        return present;
    }

    private static void SetOrRemove(Dictionary<(int Topic, ulong Hash), int> counts, (int Topic, ulong Hash) key, int count)
    {
        if (count == 0)
        {
            counts.Remove(key);
        }
        else
        {
            counts[key] = count;
        }
    }
}
