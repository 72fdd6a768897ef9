namespace NbaPipeline.Sources;

/// <summary>
/// Tells later stages how far in event time the topics are complete, inside the transaction that makes it true. Joins across topics wait
/// for it, so that their result does not depend on which topic was read first.
/// </summary>
public interface IProgressSink
{
    /// <summary>
    /// Declares: after this transaction nothing with a time up to and including <paramref name="completeToMs"/> follows in any topic of
    /// <paramref name="topics"/>.
    /// </summary>
    /// <param name="producer">The producer with the running transaction; takes the record that says it.</param>
    /// <param name="sourceId">Who declares it.</param>
    /// <param name="topics">Topics this source writes.</param>
    /// <param name="completeToMs">Milliseconds since the Unix epoch.</param>
    /// <param name="ends">Where the partitions end that this transaction wrote to.</param>
    void Declare(
        ISourceProducer producer,
        string sourceId,
        IReadOnlyList<string> topics,
        long completeToMs,
        IReadOnlyList<PartitionEnd> ends
    );
}
