namespace NbaPipeline.Cli;

/// <summary>Reads what a <see cref="RangeSelection"/> asks for.</summary>
internal static class RangeReader
{
    // Beyond it --last would hold a whole topic in memory; whoever wants more says --offset.
    private const long LargestLast = 1_000_000;

    /// <summary>Records in partition order; null when following and nothing is at hand.</summary>
    public static IEnumerable<TopicRecord?> Read(IKafkaView view, string topic, RangeSelection selection, CancellationToken cancel)
    {
        var partitions = Partitions(view, topic, selection);
        var records = selection.Last is { } last
            ? LastOf(view, topic, partitions, last, selection.Follow, cancel)
            : view.Read([.. partitions.SelectMany(p => Ranges(view, topic, p, selection))], selection.Follow, cancel);
        return Filter(records, selection);
    }

    private static List<int> Partitions(IKafkaView view, string topic, RangeSelection selection)
    {
        var topics = view.Topics();
        if (!topics.TryGetValue(topic, out var count))
        {
            var near = Nearest.Of(topic, topics.Keys);
            throw new CliException(
                ExitCode.Usage,
                $"there is no topic '{topic}'{(near is null ? "" : $", did you mean '{near}'?")}",
                values: $"known: {string.Join(", ", topics.Keys.Order(StringComparer.Ordinal))}",
                remedy: "nba topics list shows them with their sizes"
            );
        }

        var asked = selection.Partitions.Concat(selection.Offsets.Select(o => o.Partition)).Distinct().ToList();
        if (asked.FirstOrDefault(p => p < 0 || p >= count, -1) is var wrong && asked.Any(p => p < 0 || p >= count))
        {
            throw CliException.Usage($"{topic} has no partition {wrong}", $"it has {count}, numbered from 0");
        }

        return asked.Count > 0 ? [.. asked.Order()] : [.. Enumerable.Range(0, count)];
    }

    private static IEnumerable<PartitionRange> Ranges(IKafkaView view, string topic, int partition, RangeSelection selection)
    {
        var low = view.Ends(topic, partition).Low;
        var from = selection.Since is { } since ? Math.Max(low, view.OffsetAt(topic, partition, since)) : low;
        var spans = selection.Offsets.Where(o => o.Partition == partition).ToList();
        if (spans.Count == 0)
        {
            return selection.Offsets.Count == 0 || selection.Partitions.Contains(partition)
                ? [new PartitionRange(topic, partition, from)]
                : [];
        }

        // One consumer position per partition: overlapping or separate spans are read as one and cut by the filter.
        return [new PartitionRange(topic, partition, Math.Max(from, spans.Min(s => s.From)), spans.Max(s => s.To))];
    }

    private static IEnumerable<TopicRecord?> Filter(IEnumerable<TopicRecord?> records, RangeSelection selection)
    {
        var left = selection.Limit ?? long.MaxValue;
        if (left == 0)
        {
            yield break;
        }

        var since = selection.Since?.ToUnixTimeMilliseconds() ?? long.MinValue;
        var until = selection.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        foreach (var record in records)
        {
            if (record is null)
            {
                yield return null;
                continue;
            }

            var spans = selection.Offsets.Where(o => o.Partition == record.Partition).ToList();
            if (
                record.TimestampMs < since
                || record.TimestampMs >= until
                || (spans.Count > 0 && !spans.Any(s => record.Offset >= s.From && record.Offset <= s.To))
            )
            {
                continue;
            }

            yield return record;
            if (--left == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>
    /// Offsets are no count (commit markers and aborted records take some), so the window before the end grows until it holds enough.
    /// </summary>
    private static IEnumerable<TopicRecord?> LastOf(
        IKafkaView view,
        string topic,
        List<int> partitions,
        long wanted,
        bool follow,
        CancellationToken cancel
    )
    {
        if (wanted > LargestLast)
        {
            throw CliException.Usage($"--last is limited to {LargestLast}", $"got {wanted}", "use --offset or --since");
        }

        var next = new List<PartitionRange>();
        foreach (var partition in partitions)
        {
            var ends = view.Ends(topic, partition);
            var found = new Queue<TopicRecord>();
            for (var window = (wanted * 2) + 16; wanted > 0; window *= 4)
            {
                found.Clear();
                var from = Math.Max(ends.Low, ends.High - window);
                foreach (
                    var record in view.Read([new PartitionRange(topic, partition, from, ends.High - 1)], false, cancel)
                        .OfType<TopicRecord>()
                )
                {
                    found.Enqueue(record);
                    if (found.Count > wanted)
                    {
                        found.Dequeue();
                    }
                }

                if (found.Count >= wanted || from == ends.Low)
                {
                    break;
                }
            }

            foreach (var record in found)
            {
                yield return record;
            }

            next.Add(new PartitionRange(topic, partition, ends.High));
        }

        if (follow)
        {
            foreach (var record in view.Read(next, true, cancel))
            {
                yield return record;
            }
        }
    }
}
