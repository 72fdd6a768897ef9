using NbaPipeline.Kafka.Embedded.Control.Entries;

namespace NbaPipeline.Kafka.Embedded.Control;

internal sealed partial class ControlState
{
    /// <summary>
    /// Entries that rebuild this state when each is applied with its sequence: the body of a snapshot. So the state has one encoding, and
    /// offsets keep the sequences that stored them.
    /// </summary>
    public IEnumerable<(long Sequence, ControlEntry Entry)> ToEntries()
    {
        if (LastStart is { } start)
        {
            yield return (0, start);
            if (LastStartRecovered)
            {
                yield return (0, new Recovered(start.Run));
            }
        }

        if (ClusterId is { } clusterId)
        {
            yield return (0, new ClusterIdSet(clusterId));
        }

        yield return (0, new BrokerConfigsSet(BrokerConfigs));
        yield return (0, new ProducerIdBlock(NextProducerId));
        foreach (ControlTopic topic in Topics.Values)
        {
            yield return (0, new TopicCreated(topic.Id, topic.Name, topic.Partitions, topic.ReplicationFactor, topic.Configs));
        }

        foreach ((TopicPartition partition, long offset) in LogStarts)
        {
            yield return (0, new LogStartMoved(partition.TopicId, partition.Partition, offset));
        }

        foreach ((long, ControlEntry) entry in TransactionEntries().Concat(Groups.Values.SelectMany(GroupEntries)))
        {
            yield return entry;
        }

        // Last: applied first it would raise the generations of the groups above.
        yield return (0, new GenerationFloor(GenerationFloor));
    }

    private IEnumerable<(long Sequence, ControlEntry Entry)> TransactionEntries()
    {
        Dictionary<string, long> prepared = new(StringComparer.Ordinal);
        foreach (TransactionOutcome outcome in Outcomes.Values)
        {
            yield return (0, new OutcomeKept(outcome));
            if (outcome.CompleteSequence == 0)
            {
                prepared[outcome.TransactionalId] = outcome.PrepareSequence;
            }
        }

        foreach (TransactionSnapshot transaction in Transactions.Values)
        {
            yield return (prepared.GetValueOrDefault(transaction.TransactionalId), new TransactionChanged(transaction));
        }
    }

    private static IEnumerable<(long Sequence, ControlEntry Entry)> GroupEntries(ControlGroup group)
    {
        yield return (0, new GroupGeneration(group.Id, group.Generation, group.ProtocolType));
        foreach ((long sequence, List<StoredOffset> offsets) in BySequence(group.Offsets))
        {
            yield return (sequence, new OffsetsCommitted(group.Id, offsets));
        }

        foreach ((long producerId, Dictionary<TopicPartition, SequencedOffset> pending) in group.Pending)
        {
            foreach ((long sequence, List<StoredOffset> offsets) in BySequence(pending))
            {
                yield return (sequence, new OffsetsPending(group.Id, producerId, offsets));
            }
        }
    }

    private static IEnumerable<(long Sequence, List<StoredOffset> Offsets)> BySequence(
        Dictionary<TopicPartition, SequencedOffset> offsets
    ) => offsets.Values.GroupBy(stored => stored.Sequence).OrderBy(of => of.Key).Select(of => (of.Key, of.Select(o => o.Offset).ToList()));
}
