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
        return next;
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
