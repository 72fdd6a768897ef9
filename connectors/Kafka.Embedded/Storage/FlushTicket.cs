namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>Where one flushable stands in the flusher's queue: at most once in it, at most one thread working on it.</summary>
internal sealed class FlushTicket
{
    private const int Idle = 0;
    private const int Queued = 1;
    private const int Running = 2;
    private const int RunningAndAsked = 3;

    private int _state;

    /// <summary>Asks for a run. True: the caller has to queue it; false: it is queued already, or its running thread will queue it again.</summary>
    public bool TryQueue()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state is Queued or RunningAndAsked)
            {
                return false;
            }
            var next = state == Idle ? Queued : RunningAndAsked;
            if (Interlocked.CompareExchange(ref _state, next, state) == state)
            {
                return next == Queued;
            }
        }
    }

    public void Begin() => Volatile.Write(ref _state, Running);

    /// <summary>True: it was asked for again meanwhile, and has to be queued.</summary>
    public bool End()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Running) == Running)
        {
            return false;
        }
        Volatile.Write(ref _state, Queued);
        return true;
    }
}
