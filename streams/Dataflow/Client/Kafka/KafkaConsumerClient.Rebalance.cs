using System.Runtime.ExceptionServices;
using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

internal sealed unsafe partial class KafkaConsumerClient
{
    private bool _acknowledged;

    void IRebalanceOwner.OnRebalance(int code, RdTopicPartitionList* partitions)
    {
        _acknowledged = false;
        var assigned = code == RdCode.AssignPartitions;
        try
        {
            if (partitions->Count == 0)
                AcknowledgeNothing(assigned); // the group moved on without us
            else if (!_closing && _listener is not null)
                Tell(assigned, PartitionList.Read(partitions));
        }
        catch (Exception thrown)
        {
            // Must not leave a native callback: Poll rethrows it.
            _toThrow ??= ExceptionDispatchInfo.Capture(thrown);
        }
        if (!_acknowledged)
            Acknowledge(assigned);
        _rebalanced = true;

        // Not while closing: it would cut rd_kafka_consumer_close short, and destroying a client that is still leaving hangs.
        if (_polling)
            Rd.QueueYield(_handle.Queue);
    }

    private void Tell(bool assigned, List<TopicPartition> anchors)
    {
        if (assigned)
            _listener!.OnAssigned(anchors);
        else if (Rd.AssignmentLost(_client) != 0)
            _listener!.OnLost(anchors);
        else
            _listener!.OnRevoked(anchors);
    }

    /// <summary>
    /// The listener failed or was not asked. librdkafka waits for an answer before the group goes on, so: new partitions are not
    /// read, and to give some up the whole assignment is dropped (only the listener knows which siblings belong to them).
    /// </summary>
    private void Acknowledge(bool assigned)
    {
        if (assigned)
        {
            AcknowledgeNothing(assigned: true);
            return;
        }
        RdTopicPartitionList* all;
        if (Rd.Assignment(_client, &all) != RdCode.Ok)
            return;
        NoteUnassigned(PartitionList.Read(all));
        LogFailure(Rd.IncrementalUnassign(_client, all));
        Rd.ListDestroy(all);
    }

    private void AcknowledgeNothing(bool assigned)
    {
        using var nothing = PartitionList.Empty();
        LogFailure(assigned ? Rd.IncrementalAssign(_client, nothing.Native) : Rd.IncrementalUnassign(_client, nothing.Native));
        _acknowledged = true;
    }

    private void LogFailure(nint error)
    {
        if (error == 0)
            return;
        KafkaClientLog.ForwardAcknowledgeFailed(_logger, _clientId, Utf8.Text(Rd.ErrorText(error)));
        Rd.ErrorDestroy(error);
    }

    private void NoteUnassigned(IReadOnlyList<TopicPartition> partitions)
    {
        if (_polling || _held > 0)
            _unassigned.AddRange(partitions);
    }

    private void NoteAssigned(IReadOnlyList<PartitionOffset> partitions)
    {
        if (_unassigned.Count == 0)
            return;
        foreach (var assigned in partitions)
        {
            if (_unassigned.Contains(assigned.Partition))
                _reassigned.Add(assigned);
        }
    }

    /// <summary>
    /// Messages that this poll had taken before a callback gave their partition up are not ours to hand out. If the partition came
    /// back in the same poll, old and new messages cannot be told apart: all go, and reading starts again where it was assigned.
    /// </summary>
    private int DropUnassigned(int got)
    {
        var kept = 0;
        var restart = new HashSet<TopicPartition>();
        for (var i = 0; i < got; i++)
        {
            var message = _messages[i];
            var index = _topics.IndexOf(message->Topic);
            var partition = index < 0 ? default : new TopicPartition(_topics.Name(index), message->Partition);
            if (index >= 0 && _unassigned.Contains(partition))
            {
                Rd.MessageDestroy(message);
                restart.Add(partition);
            }
            else
            {
                _messages[kept++] = message;
            }
        }
        var again = _reassigned.FindAll(p => restart.Contains(p.Partition));
        _unassigned.Clear();
        _reassigned.Clear();
        if (again.Count > 0)
        {
            IncrementalUnassign(again.ConvertAll(p => p.Partition));
            IncrementalAssign(again);
        }
        return kept;
    }
}
