using NbaPipeline.Dataflow;

namespace NbaPipeline.Sources;

/// <summary>
/// Declares progress in the engine's form (docs/event-time.md): one record per topic on a compacted progress topic, with where each
/// partition ends. A reader believes it once it has passed those ends.
/// </summary>
/// <param name="broker">Where earlier declarations are read from.</param>
/// <param name="progressTopic">The topic that all stages read and write progress on.</param>
public sealed class DeclaredProgress(ISourceBroker broker, string progressTopic) : IProgressSink
{
    private const int OnlyProducer = 1; // each raw topic has one source; its transactional id keeps a second one out

    // Ends of partitions that this process did not write to come from the declarations of earlier ones: without them a reader could
    // take a partition for complete before it has read it.
    private Dictionary<string, Dictionary<int, long>>? _ends;

    /// <inheritdoc/>
    public void Declare(
        ISourceProducer producer,
        string sourceId,
        IReadOnlyList<string> topics,
        long completeToMs,
        IReadOnlyList<PartitionEnd> ends
    )
    {
        _ends ??= ReadEnds(sourceId);
        foreach (var end in ends)
        {
            EndsOf(end.Topic)[end.Partition] = end.EndOffset;
        }

        foreach (var topic in topics)
        {
            var progress = new ProgressRecord(topic, sourceId, completeToMs, OnlyProducer, EndsOf(topic));
            producer.Produce(new SourceRecord(progressTopic, progress.EncodeKey(), progress.EncodeValue(), Math.Max(completeToMs, 0), []));
        }
    }

    private Dictionary<int, long> EndsOf(string topic)
    {
        if (!_ends!.TryGetValue(topic, out var ends))
        {
            _ends[topic] = ends = [];
        }

        return ends;
    }

    private Dictionary<string, Dictionary<int, long>> ReadEnds(string sourceId)
    {
        var found = new Dictionary<string, Dictionary<int, long>>(StringComparer.Ordinal);
        broker.ReadCommitted(
            progressTopic,
            record =>
            {
                if (record.Value is null)
                {
                    return;
                }

                var progress = ProgressRecord.Decode(record.Key, record.Value);
                if (progress.Producer == sourceId)
                {
                    found[progress.Topic] = new Dictionary<int, long>(progress.EndOffsets);
                }
            },
            CancellationToken.None
        );
        return found;
    }
}
