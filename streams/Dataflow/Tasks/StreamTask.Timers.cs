namespace NbaPipeline.Dataflow.Tasks;

internal sealed partial class StreamTask
{
    /// <summary>Calls wall-clock punctuations that are due; an overdue one is called once.</summary>
    public void PunctuateWallClock(long nowMs)
    {
        foreach (var punctuation in _context.WallClock)
        {
            if (punctuation.NextMs == 0)
            {
                punctuation.NextMs = nowMs + punctuation.IntervalMs;
            }
            if (nowMs >= punctuation.NextMs)
            {
                punctuation.NextMs = nowMs + punctuation.IntervalMs;
                _context.BeginTimer(nowMs);
                _context.EffectCount++;
                _worked = true;
                punctuation.Punctuate(nowMs);
            }
        }
    }

    private long NextTimerMs()
    {
        var next = long.MaxValue;
        foreach (var timers in _context.Timers)
        {
            next = Math.Min(next, timers.NextDueMs);
        }
        return next == long.MaxValue || !_hasPunctuations || !HasEnded() ? next : NextWithoutEndlessPunctuations(next);
    }

    private bool HasEnded()
    {
        foreach (var channel in _channels)
        {
            if (channel.Queue.Count > 0 || !channel.Input.ProgressDeclared || channel.CompleteUntilMs != long.MaxValue)
            {
                return false;
            }
        }
        foreach (var input in _inputs)
        {
            if (!input.AllProducersKnown)
            {
                return false;
            }
        }
        return true;
    }

    // When nothing more will ever come, a punctuation fires only ahead of a timer: alone it would fire until the end of time.
    private long NextWithoutEndlessPunctuations(long next)
    {
        foreach (var timers in _context.Timers)
        {
            if (timers is not StreamTimePunctuation && timers.NextDueMs != long.MaxValue)
            {
                return next;
            }
        }
        return long.MaxValue;
    }

    private void FireTimer(long timeMs)
    {
        _context.BeginTimer(timeMs);
        AdvanceStreamTime(timeMs);
        _worked = true;
        foreach (var timers in _context.Timers)
        {
            if (timers.NextDueMs == timeMs)
            {
                _context.CurrentNode = timers.Owner;
                try
                {
                    timers.FireNext();
                }
                catch (Exception error) when (error is not Client.ClientException)
                {
                    throw new DataflowException(
                        $"A timer at event time {timeMs} failed in operator '{_context.CurrentNode}' of task {Id}: {error.Message} A timer has no record to set aside, so the application stops; mend the operator and start again.",
                        error
                    );
                }
                return;
            }
        }
    }

    private void AdvanceStreamTime(long timeMs)
    {
        if (timeMs <= _context.StreamTimeMs)
        {
            return;
        }
        _context.StreamTimeMs = timeMs;
        foreach (var timers in _context.Timers)
        {
            if (timers is StreamTimePunctuation punctuation)
            {
                punctuation.Start(timeMs);
            }
        }
    }
}
