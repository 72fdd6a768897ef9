namespace NbaPipeline.Kafka.Embedded.Storage;

/// <content>What readers see, and who is told when it changes.</content>
internal sealed partial class PartitionLog
{
    private readonly Lock _listenersSync = new();
    private IVisibleEndListener[] _listeners = [];

    // Guarded by _sync: bytes appended since the start, and how many of them readers may see.
    private long _appendedBytes;
    private long _flushedAppendedBytes;
    private long _visibleBytes;

    public void AddListener(IVisibleEndListener listener)
    {
        lock (_listenersSync)
        {
            Volatile.Write(ref _listeners, [.. _listeners, listener]);
        }
    }

    public void RemoveListener(IVisibleEndListener listener)
    {
        lock (_listenersSync)
        {
            var at = Array.IndexOf(_listeners, listener);
            if (at >= 0)
            {
                Volatile.Write(ref _listeners, [.. _listeners[..at], .. _listeners[(at + 1)..]]);
            }
        }
    }

    /// <summary>Under the lock: sets the ends that readers see. Returns the bytes that became visible, -1 if nothing moved.</summary>
    private long UpdateVisible()
    {
        var (highWatermark, visibleBytes) = _environment.FlushesEveryAck ? (_flushedEnd, _flushedAppendedBytes) : (_logEnd, _appendedBytes);
        var stable = Math.Max(_logStart, Math.Min(highWatermark, _producers.FirstOpenOffset));
        if (highWatermark == _highWatermark && stable == _lastStableOffset)
        {
            return -1;
        }
        var newBytes = visibleBytes - _visibleBytes;
        _visibleBytes = visibleBytes;
        Volatile.Write(ref _highWatermark, highWatermark);
        Volatile.Write(ref _lastStableOffset, stable);
        return newBytes;
    }

    /// <summary>Without locks: tells the listeners, unless nothing moved.</summary>
    private void Notify(long newBytes)
    {
        if (newBytes < 0)
        {
            return;
        }
        foreach (var listener in Volatile.Read(ref _listeners))
        {
            listener.VisibleEndMoved(this, newBytes);
        }
    }
}
