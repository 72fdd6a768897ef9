using NbaPipeline.Dataflow.Client;

namespace NbaPipeline.Dataflow.Tasks;

internal sealed partial class StreamTask
{
    /// <summary>
    /// Processes up to <paramref name="maxRecords"/> records and due timers in event-time order; stops early when the next one is not
    /// known to be next. Handles of processed messages go to <paramref name="release"/>.
    /// </summary>
    /// <returns>Records and timers processed.</returns>
    /// <exception cref="RecordFailure">A record failed; it is still at the head of its channel.</exception>
    public int Process(int maxRecords, List<nint> release)
    {
        WaitingFor = null;
        Blocked = false;
        if (!_multipleInputs && _channels.Length == 1 && _context.Timers.Count == 0 && !_channels[0].Input.ProgressDeclared)
        {
            return RunHead(_channels[0], maxRecords, long.MaxValue, release);
        }
        var done = 0;
        while (done < maxRecords)
        {
            var next = Earliest();
            var timerMs = NextTimerMs();
            if (next is null || timerMs < next.Queue.Head.TimestampMs)
            {
                if (timerMs == long.MaxValue || !IsCompleteUntil(timerMs, next))
                {
                    break;
                }
                FireTimer(timerMs);
                done++;
                continue;
            }
            var limit = RunLimit(next, timerMs);
            if (next.Queue.Head.TimestampMs > limit)
            {
                break;
            }
            done += RunHead(next, maxRecords - done, limit, release);
        }
        Blocked = done < maxRecords && HasQueued;
        return done;
    }

    /// <summary>Everything up to this time is processed and nothing earlier will come: what the task may declare for its outputs.</summary>
    public long Frontier()
    {
        var frontier = long.MaxValue;
        foreach (var input in _inputs)
        {
            if (!input.AllProducersKnown)
            {
                return long.MinValue;
            }
        }
        foreach (var channel in _channels)
        {
            frontier = Math.Min(frontier, channel.CompleteUntilMs);
        }
        // At the end of time punctuations have ended, but timers may still be due.
        var timerMs = NextTimerMs();
        return timerMs == long.MaxValue ? frontier : Math.Min(frontier, timerMs - 1);
    }

    private int RunHead(Channel channel, int maxRecords, long limitMs, List<nint> release)
    {
        var queue = channel.Queue;
        var source = channel.Input.Source;
        var topic = channel.Input.Partition.Topic;
        var done = 0;
        var timers = _context.TimerVersion;
        try
        {
            while (done < maxRecords && queue.Count > 0 && queue.Head.TimestampMs <= limitMs)
            {
                ref var message = ref queue.Head;
                _context.Begin(in message, topic);
                _effectsBefore = _context.EffectCount;
                if (message.TimestampMs > _context.StreamTimeMs)
                {
                    AdvanceStreamTime(message.TimestampMs);
                }
                if (_failedRecords is null || !_failedRecords.ContainsKey((channel.Input.Partition, message.Offset)))
                {
                    ThrowIfWithoutTime(channel);
                    source.Process(in message);
                }
                else
                {
                    DeadLetterKnown(channel);
                }
                release.Add(message.Handle);
                queue.RemoveHead();
                done++;
                if (timers != _context.TimerVersion)
                {
                    break;
                }
            }
        }
        catch (Exception error) when (error is not ClientException { Kind: not ClientErrorKind.BadRecord })
        {
            throw new RecordFailure(this, channel, _context.CurrentNode, error);
        }
        finally
        {
            channel.Input.Queued -= done;
            _worked |= done > 0;
            ProcessedCount += done;
            _environment.Metrics.RecordsProcessed += done;
            channel.ApplyPassed();
        }
        return done;
    }

    private Channel? Earliest()
    {
        Channel? earliest = null;
        foreach (var channel in _channels)
        {
            if (channel.Queue.Count > 0 && (earliest is null || channel.Queue.Head.TimestampMs < earliest.Queue.Head.TimestampMs))
            {
                earliest = channel;
            }
        }
        return earliest;
    }

    // The largest time up to which this channel's records come before everything of the other channels and timers.
    private long RunLimit(Channel running, long timerMs)
    {
        var limit = timerMs;
        var before = true;
        foreach (var channel in _channels)
        {
            if (channel == running)
            {
                before = false;
                continue;
            }
            // At equal times the channel listed first goes first.
            var other =
                channel.Queue.Count > 0 ? channel.Queue.Head.TimestampMs - (before ? 1 : 0)
                : channel.Input.ProgressDeclared ? channel.CompleteUntilMs
                : IsIdle(channel.Input) ? long.MaxValue
                : long.MinValue;
            if (other < limit)
            {
                limit = other;
                Explain(channel, running.Queue.Head.TimestampMs, other);
            }
        }
        foreach (var input in _inputs)
        {
            if (input.ProgressDeclared && !input.AllProducersKnown)
            {
                WaitingFor =
                    $"the producers of {input.Partition.Topic}: {input.Channels.Count} of {input.ProducerCount} have declared progress";
                return long.MinValue;
            }
        }
        return limit;
    }

    private void Explain(Channel channel, long neededMs, long knownMs)
    {
        if (channel.Queue.Count == 0 && knownMs < neededMs)
        {
            var who = channel.Producer.Length == 0 ? "" : $" from producer {channel.Producer}";
            WaitingFor = $"{channel.Input.Partition}{who}: complete until {knownMs}, needed {neededMs}";
        }
    }

    private static bool IsIdle(InputPartition input) => input.AtEnd;

    // A timer may fire when every record up to its time is processed: the earliest in hand is later, and the empty channels are complete.
    private bool IsCompleteUntil(long timeMs, Channel? earliest)
    {
        foreach (var input in _inputs)
        {
            if (input.ProgressDeclared && !input.AllProducersKnown)
            {
                return false;
            }
        }
        foreach (var channel in _channels)
        {
            if (channel.Queue.Count > 0)
            {
                continue;
            }
            // Without declared progress only a later record, processed or in hand, tells that time has passed.
            var complete = channel.Input.ProgressDeclared
                ? channel.CompleteUntilMs >= timeMs
                : timeMs < _context.StreamTimeMs || (earliest is not null && channel.Input.AtEnd);
            if (!complete)
            {
                return false;
            }
        }
        return true;
    }
}
