namespace NbaPipeline.Sources;

/// <summary>What a source needs of a Kafka cluster; tests put a log in memory here.</summary>
public interface ISourceBroker
{
    /// <summary>
    /// Opens the producer with this transactional id: fences the one that had it before, and completes or aborts its open transaction.
    /// </summary>
    ISourceProducer OpenProducer(string transactionalId);

    /// <summary>
    /// Visits the committed records of a topic from its beginning to its end as of now, partition by partition in order. A topic that
    /// does not exist has none.
    /// </summary>
    void ReadCommitted(string topic, Action<CommittedRecord> visit, CancellationToken cancellationToken);
}
