using NbaPipeline.Kafka.Embedded.Control.Entries;

namespace NbaPipeline.Kafka.Embedded.Control;

internal sealed partial class ControlState
{
    /// <summary>Applies an entry that was written as record <paramref name="sequence"/>. Entries that name what is gone change nothing.</summary>
    public void Apply(ControlEntry entry, long sequence)
    {
        switch (entry)
        {
            case Started started:
                LastStart = started;
                LastStartRecovered = false;
                break;
            case Recovered recovered:
                LastStartRecovered = LastStart?.Run == recovered.Run;
                break;
            case ClusterIdSet clusterId:
                ClusterId = clusterId.ClusterId;
                break;
            case BrokerConfigsSet configs:
                BrokerConfigs = configs.Configs;
                break;
            case ProducerIdBlock block:
                NextProducerId = Math.Max(NextProducerId, block.NextId);
                break;
            case LogStartMoved moved:
                ApplyLogStart(moved);
                break;
            case TransactionChanged or TransactionCompleted or TransactionRemoved or OutcomeKept:
                ApplyTransaction(entry, sequence);
                break;
            case TopicCreated or PartitionsAdded or TopicConfigsSet or TopicDeleted:
                ApplyTopic(entry);
                break;
            default:
                ApplyGroup(entry, sequence);
                break;
        }
    }

    private void ApplyTopic(ControlEntry entry)
    {
        switch (entry)
        {
            case TopicCreated created:
                Topics[created.Id] = new(created.Id, created.Name, created.Partitions, created.ReplicationFactor, created.Configs);
                break;
            case PartitionsAdded added when Topics.TryGetValue(added.TopicId, out ControlTopic? topic):
                Topics[topic.Id] = topic with { Partitions = added.Partitions };
                break;
            case TopicConfigsSet set when Topics.TryGetValue(set.TopicId, out ControlTopic? topic):
                Topics[topic.Id] = topic with { Configs = set.Configs };
                break;
            case TopicDeleted deleted:
                Topics.Remove(deleted.TopicId);
                ForgetTopic(deleted.TopicId);
                break;
        }
    }

    private void ForgetTopic(Guid topicId)
    {
        foreach (TopicPartition partition in LogStarts.Keys.Where(key => key.TopicId == topicId).ToArray())
        {
            LogStarts.Remove(partition);
        }

        foreach (ControlGroup group in Groups.Values)
        {
            group.Forget(key => key.TopicId == topicId);
        }
    }

    private void ApplyLogStart(LogStartMoved moved)
    {
        if (Topics.ContainsKey(moved.TopicId))
        {
            TopicPartition key = new(moved.TopicId, moved.Partition);
            LogStarts[key] = Math.Max(LogStarts.GetValueOrDefault(key), moved.Offset);
        }
    }

    private void ApplyTransaction(ControlEntry entry, long sequence)
    {
        switch (entry)
        {
            case TransactionChanged { Transaction: var transaction }:
                Transactions[transaction.TransactionalId] = transaction;
                if (transaction.IsPrepared)
                {
                    Keep(TransactionOutcome.Of(transaction, sequence));
                }

                break;
            case TransactionCompleted completed:
                ApplyCompleted(completed, sequence);
                break;
            case TransactionRemoved removed:
                Transactions.Remove(removed.TransactionalId);
                break;
            case OutcomeKept { Outcome: var outcome }:
                Keep(outcome);
                break;
        }
    }

    private void Keep(TransactionOutcome outcome)
    {
        Outcomes[outcome.PrepareSequence] = outcome;
        if (Outcomes.Count > MaxOutcomes && Outcomes.First() is { Value.CompleteSequence: > 0, Key: var oldest })
        {
            Outcomes.Remove(oldest);
        }

        if (outcome.CompleteSequence == 0)
        {
            _incomplete[outcome.TransactionalId] = outcome.PrepareSequence;
        }
    }

    private void ApplyCompleted(TransactionCompleted completed, long sequence)
    {
        TransactionSnapshot transaction = completed.Transaction;
        Transactions[transaction.TransactionalId] = transaction;
        if (_incomplete.Remove(transaction.TransactionalId, out long prepare))
        {
            Outcomes[prepare] = Outcomes[prepare] with { CompleteSequence = sequence };
        }

        foreach (GroupOffsetList published in completed.Published)
        {
            if (Groups.TryGetValue(published.GroupId, out ControlGroup? group))
            {
                Publish(group, transaction.ProducerId, published.Offsets);
            }
        }
    }

    private void Publish(ControlGroup group, long producerId, IReadOnlyList<StoredOffset> offsets)
    {
        group.Pending.Remove(producerId, out Dictionary<TopicPartition, SequencedOffset>? pending);
        foreach (StoredOffset offset in offsets)
        {
            if (pending is not null && pending.TryGetValue(offset.Key, out SequencedOffset stored))
            {
                Put(group.Offsets, offset, stored.Sequence);
            }
        }
    }
}
