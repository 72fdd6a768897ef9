using System.Globalization;
using NbaPipeline.Contracts;

namespace NbaPipeline.Cli.Run;

/// <summary>Tells once when the first prediction of a data dir is committed: what a newcomer waits for.</summary>
/// <param name="view">Kafka.</param>
/// <param name="pipeline">Knows how to read a prediction.</param>
/// <param name="ends">Ends by topic when the run began: where predictions are already, nothing is told.</param>
internal sealed class FirstPrediction(IKafkaView view, IPipeline pipeline, IReadOnlyDictionary<string, long> ends)
{
    private static readonly string Topic = Topics.PointsPrediction.Name;
    private int? _partitions;

    /// <summary>Nothing more to wait for.</summary>
    public bool IsTold { get; private set; } = ends.GetValueOrDefault(Topic) > 0;

    /// <summary>The line to show, null while there is none.</summary>
    /// <param name="elapsed">Since the command was given.</param>
    /// <param name="cancel">Gives up.</param>
    public string? Look(TimeSpan elapsed, CancellationToken cancel)
    {
        _partitions ??= view.Topics().GetValueOrDefault(Topic);
        for (var partition = 0; !IsTold && partition < _partitions; partition++)
        {
            var range = view.Ends(Topic, partition);
            if (range.High > range.Low && FirstOf(partition, range, cancel) is { } record)
            {
                IsTold = true;
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"first prediction after {elapsed.TotalSeconds:0.0} s: {pipeline.DescribePrediction(record)}"
                );
            }
        }

        return null;
    }

    // An end may stand for a commit marker, or for records of a transaction that is still open.
    private TopicRecord? FirstOf(int partition, PartitionEnds range, CancellationToken cancel) =>
        view.Read([new PartitionRange(Topic, partition, range.Low, range.High - 1)], false, cancel).OfType<TopicRecord>().FirstOrDefault();
}
