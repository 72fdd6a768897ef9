using NbaPipeline.Contracts;

namespace NbaPipeline.Cli.Run;

/// <summary>Counts the topics of the flow for the report, record by record.</summary>
internal static class TopicCounts
{
    /// <param name="view">Kafka.</param>
    /// <param name="stages">Who reads what.</param>
    /// <param name="materialised">The materialiser's offsets, for topics that no stage reads.</param>
    /// <param name="startEnds">Ends by topic when the run began.</param>
    /// <param name="elapsed">Length of the run.</param>
    /// <param name="cancel">Stops counting.</param>
    public static IReadOnlyList<TopicCount> Of(
        IKafkaView view,
        IReadOnlyList<IStage> stages,
        IReadOnlyDictionary<(string Topic, int Partition), long> materialised,
        IReadOnlyDictionary<string, long> startEnds,
        TimeSpan elapsed,
        CancellationToken cancel
    )
    {
        var there = view.Topics();
        var counted = Topics
            .All.Where(t => there.ContainsKey(t.Name))
            .ToDictionary(t => t.Name, t => there[t.Name], StringComparer.Ordinal);
        var tallies = TopicTally.Scan(view, counted, Committed(view, stages, counted, materialised), cancel);
        return
        [
            .. Topics
                .Flow.Where(t => counted.ContainsKey(t.Name))
                .Select(t => Count(view, t, counted[t.Name], tallies, startEnds, elapsed)),
        ];
    }

    /// <summary>Sum of the partitions' ends by topic.</summary>
    public static IReadOnlyDictionary<string, long> EndsOf(IKafkaView view) =>
        view.Topics()
            .Where(t => Topics.TryGet(t.Key, out _))
            .ToDictionary(t => t.Key, t => Ends(view, t.Key, t.Value).High, StringComparer.Ordinal);

    /// <summary>Ends of the topics of the flow.</summary>
    public static IReadOnlyList<PartitionEnds> PartitionEndsOf(IKafkaView view)
    {
        var there = view.Topics();
        return
        [
            .. Topics
                .Flow.Where(t => there.ContainsKey(t.Name))
                .SelectMany(t => Enumerable.Range(0, there[t.Name]).Select(p => view.Ends(t.Name, p))),
        ];
    }

    private static TopicCount Count(
        IKafkaView view,
        Topic topic,
        int partitions,
        IReadOnlyDictionary<string, TopicTally> tallies,
        IReadOnlyDictionary<string, long> startEnds,
        TimeSpan elapsed
    )
    {
        var tally = tallies[topic.Name];
        var (low, high) = Ends(view, topic.Name, partitions);
        var share = high > low ? (double)(high - startEnds.GetValueOrDefault(topic.Name, low)) / (high - low) : 0;
        var rate = elapsed > TimeSpan.Zero ? tally.Records * share / elapsed.TotalSeconds : 0;
        return new TopicCount(topic.Name, tally.Records, tally.Below, tallies.GetValueOrDefault(topic.DeadLetterName)?.Records ?? 0, rate);
    }

    /// <summary>The offsets that all readers of a topic have passed: the smallest of theirs.</summary>
    private static Dictionary<(string Topic, int Partition), long> Committed(
        IKafkaView view,
        IReadOnlyList<IStage> stages,
        Dictionary<string, int> topics,
        IReadOnlyDictionary<(string Topic, int Partition), long> materialised
    )
    {
        var passed = new Dictionary<(string, int), long>();
        foreach (var stage in stages)
        {
            var partitions = stage
                .Inputs.Where(topics.ContainsKey)
                .SelectMany(t => Enumerable.Range(0, topics[t]).Select(p => (t, p)))
                .ToList();
            var offsets = view.Committed(stage.ApplicationId, partitions);
            foreach (var partition in partitions)
            {
                var offset = offsets.GetValueOrDefault(partition, 0);
                passed[partition] = passed.TryGetValue(partition, out var other) ? Math.Min(other, offset) : offset;
            }
        }

        var read = stages.SelectMany(s => s.Inputs).ToHashSet(StringComparer.Ordinal);
        foreach (var (partition, offset) in materialised.Where(m => !read.Contains(m.Key.Topic)))
        {
            passed[partition] = offset;
        }

        return passed;
    }

    private static (long Low, long High) Ends(IKafkaView view, string topic, int partitions)
    {
        var ends = Enumerable.Range(0, partitions).Select(p => view.Ends(topic, p)).ToList();
        return (ends.Sum(e => e.Low), ends.Sum(e => e.High));
    }
}
