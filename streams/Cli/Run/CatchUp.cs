namespace NbaPipeline.Cli.Run;

/// <summary>Whether a consumer group has committed everything there is.</summary>
internal static class CatchUp
{
    /// <summary>Offsets not committed yet. An upper bound of the records: commit markers and aborted records take offsets too.</summary>
    public static long OffsetLag(IKafkaView view, string group, IReadOnlyDictionary<string, int> topics) =>
        Behind(view, group, topics).Sum(r => r.To + 1 - r.From);

    /// <summary>Records not committed yet, counted up to a limit.</summary>
    public static long RecordLag(
        IKafkaView view,
        string group,
        IReadOnlyDictionary<string, int> topics,
        long limit,
        CancellationToken cancel
    )
    {
        var ranges = Behind(view, group, topics);
        return ranges.Count == 0
            ? 0
            : view.Read(ranges, false, cancel).OfType<TopicRecord>().Take((int)Math.Min(limit, int.MaxValue)).LongCount();
    }

    /// <summary>True when no record is left between the committed offsets and the ends, however far apart those are.</summary>
    public static bool IsDone(IKafkaView view, string group, IReadOnlyDictionary<string, int> topics, CancellationToken cancel) =>
        RecordLag(view, group, topics, 1, cancel) == 0;

    /// <summary>What is between committed offset and end, partitions without a gap left out.</summary>
    public static List<PartitionRange> Behind(IKafkaView view, string group, IReadOnlyDictionary<string, int> topics)
    {
        var partitions = topics.SelectMany(t => Enumerable.Range(0, t.Value).Select(p => (t.Key, p))).ToList();
        var committed = view.Committed(group, partitions);
        var behind = new List<PartitionRange>();
        foreach (var (topic, partition) in partitions)
        {
            var ends = view.Ends(topic, partition);
            var from = Math.Max(ends.Low, committed.GetValueOrDefault((topic, partition), ends.Low));
            if (from < ends.High)
            {
                behind.Add(new PartitionRange(topic, partition, from, ends.High - 1));
            }
        }

        return behind;
    }
}
