using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tasks;

internal sealed partial class StreamTask
{
    /// <summary>Records known to fail after they had effects: once those are rolled back, they go straight to the dead letter topic.</summary>
    private Dictionary<(TopicPartition Partition, long Offset), RecordFailure>? _failedRecords;

    /// <summary>Queued records whose event time could not be taken from them, with the reason.</summary>
    private Dictionary<(TopicPartition Partition, long Offset), Exception>? _withoutTime;

    /// <summary>Effects when the current record began; compared to tell whether a failing record left any.</summary>
    private long _effectsBefore;

    /// <summary>Sets a failed record aside in the dead letter topic and goes on behind it.</summary>
    /// <returns>False when the record had effects: the transaction must be rolled back, then the record is set aside at once.</returns>
    public bool DeadLetter(RecordFailure failure, string topic, List<nint> release)
    {
        if (_context.EffectCount != _effectsBefore)
        {
            (_failedRecords ??= [])[(failure.Partition, failure.Offset)] = failure;
            return false;
        }
        _withoutTime?.Remove((failure.Partition, failure.Offset));
        var queue = failure.Channel.Queue;
        _context.Begin(in queue.Head, failure.Partition.Topic);
        SendDeadLetter(failure, topic);
        release.Add(queue.Head.Handle);
        queue.RemoveHead();
        failure.Channel.Input.Queued--;
        failure.Channel.ApplyPassed();
        ProcessedCount++;
        return true;
    }

    private void ThrowIfWithoutTime(Channel channel)
    {
        if (_withoutTime is { Count: > 0 } && _withoutTime.TryGetValue((channel.Input.Partition, channel.Queue.Head.Offset), out var error))
        {
            _context.CurrentNode = channel.Input.Source.Name;
            throw new InvalidOperationException($"its event time could not be read: {error.Message}", error);
        }
    }

    private void DeadLetterKnown(Channel channel)
    {
        var failure = _failedRecords![(channel.Input.Partition, channel.Queue.Head.Offset)];
        SendDeadLetter(failure, _environment.Options.DeadLetterTopic!(channel.Input.Partition.Topic));
    }

    private void SendDeadLetter(RecordFailure failure, string topic)
    {
        _worked = true;
        _environment.Metrics.RecordsDeadLettered++;
        Collector.SendDeadLetter(topic, DeadLetterHeaders.For(failure, _context.Headers));
    }

    private void ForgetCommittedFailures()
    {
        foreach (var input in _inputs)
        {
            foreach (
                var known in _failedRecords!
                    .Keys.Where(k => k.Partition == input.Partition && k.Offset < input.LastCommitted.Offset)
                    .ToList()
            )
            {
                _failedRecords.Remove(known);
            }
        }
    }
}
