namespace NbaPipeline.Cli;

/// <summary>What is in a topic, counted record by record as a read_committed reader sees it.</summary>
internal sealed class TopicTally(string topic)
{
    public string Topic { get; } = topic;

    public long Records { get; private set; }

    /// <summary>Keys and values, uncompressed.</summary>
    public long Bytes { get; private set; }

    public long? FirstTimeMs { get; private set; }

    public long? LastTimeMs { get; private set; }

    /// <summary>Records below the offsets given to <see cref="Scan"/> for their partition.</summary>
    public long Below { get; private set; }

    /// <summary>Counts topics in one pass.</summary>
    /// <param name="view">Kafka.</param>
    /// <param name="topics">Partition count by topic.</param>
    /// <param name="below">Offset by (topic, partition) for <see cref="Below"/>; partitions without one count as 0.</param>
    /// <param name="cancel">Stops the scan.</param>
    public static IReadOnlyDictionary<string, TopicTally> Scan(
        IKafkaView view,
        IReadOnlyDictionary<string, int> topics,
        IReadOnlyDictionary<(string Topic, int Partition), long>? below,
        CancellationToken cancel
    )
    {
        var tallies = topics.Keys.ToDictionary(t => t, t => new TopicTally(t), StringComparer.Ordinal);
        var ranges = new List<PartitionRange>();
        foreach (var (topic, partitions) in topics)
        {
            for (var p = 0; p < partitions; p++)
            {
                var ends = view.Ends(topic, p);
                ranges.Add(new PartitionRange(topic, p, ends.Low, ends.High - 1));
            }
        }

        foreach (var record in view.Read(ranges, false, cancel))
        {
            if (record is not null)
            {
                tallies[record.Topic]
                    .Add(
                        record,
                        below is not null && below.TryGetValue((record.Topic, record.Partition), out var offset) && record.Offset < offset
                    );
            }
        }

        return tallies;
    }

    private void Add(TopicRecord record, bool isBelow)
    {
        Records++;
        Bytes += (record.Key?.Length ?? 0) + (record.Value?.Length ?? 0);
        FirstTimeMs = Math.Min(FirstTimeMs ?? long.MaxValue, record.TimestampMs);
        LastTimeMs = Math.Max(LastTimeMs ?? long.MinValue, record.TimestampMs);
        Below += isBelow ? 1 : 0;
    }
}
