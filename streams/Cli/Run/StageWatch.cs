using NbaPipeline.Contracts;

namespace NbaPipeline.Cli.Run;

/// <summary>Makes the rows of the live table out of offsets: two looks give a rate.</summary>
internal sealed class StageWatch(IKafkaView view, IReadOnlyList<IStage> stages, IReplay replay, TimeProvider clock)
{
    private readonly Dictionary<string, (long In, long Out, long At)> _last = [];
    private readonly Dictionary<string, (long End, long Records)> _counted = [];

    public IReadOnlyList<StageRow> Look()
    {
        var topics = view.Topics();
        return [.. stages.Select(s => Look(s, topics))];
    }

    private StageRow Look(IStage stage, IReadOnlyDictionary<string, int> topics)
    {
        var inputs = Known(stage.Inputs, topics);
        var ends = inputs.Sum(t => Ends(t.Key, t.Value));
        var lag = CatchUp.OffsetLag(view, stage.ApplicationId, inputs);
        var output = Known(stage.Outputs, topics).Sum(t => Ends(t.Key, t.Value));
        var now = clock.GetTimestamp();
        var (lastIn, lastOut, at) = _last.GetValueOrDefault(stage.Name, (ends - lag, output, now));
        _last[stage.Name] = (ends - lag, output, now);
        var seconds = clock.GetElapsedTime(at, now).TotalSeconds;
        var age =
            stage.StreamTimeMs is { } reached && replay.Progress.EventTimeMs is { } source ? Math.Max(0, source - reached) : (long?)null;
        var dead = Known([.. stage.Inputs.Select(i => Topics.TryGet(i, out var topic) ? topic.DeadLetterName : i + ".dlq")], topics)
            .Sum(t => Count(t.Key, t.Value));
        return new StageRow(stage.Name, Rate(ends - lag - lastIn, seconds), Rate(output - lastOut, seconds), lag, age, dead, stage.State);
    }

    // Ends and offsets are asked one after the other: a commit between the two can make a difference negative.
    private static double Rate(long offsets, double seconds) => seconds > 0 ? Math.Max(0, offsets) / seconds : 0;

    private static Dictionary<string, int> Known(IReadOnlyList<string> names, IReadOnlyDictionary<string, int> topics) =>
        names.Where(topics.ContainsKey).ToDictionary(n => n, n => topics[n], StringComparer.Ordinal);

    /// <summary>Records, not offsets: few as dead letters are, commit markers between them would double the number. Counted anew when the end moves.</summary>
    private long Count(string topic, int partitions)
    {
        var end = Ends(topic, partitions);
        if (end > 0 && (!_counted.TryGetValue(topic, out var known) || known.End != end))
        {
            _counted[topic] = (
                end,
                TopicTally.Scan(view, new Dictionary<string, int> { [topic] = partitions }, null, CancellationToken.None)[topic].Records
            );
        }

        return end == 0 ? 0 : _counted[topic].Records;
    }

    private long Ends(string topic, int partitions) =>
        Enumerable.Range(0, partitions).Select(p => view.Ends(topic, p)).Sum(e => e.High - e.Low);
}
