namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>
/// The bytes that requests being read may take together, over all connections (spec section 3.6). When they are used up, readers wait in
/// order of arrival; nothing is refused. A request larger than the whole budget waits until it is alone.
/// </summary>
internal sealed class MemoryBudget(long limitBytes)
{
    private readonly Lock _lock = new();
    private readonly Queue<Waiter> _waiting = new();
    private long _used;

    /// <summary>Bytes handed out and not yet given back.</summary>
    public long UsedBytes => Interlocked.Read(ref _used);

    /// <summary>Completes when the bytes may be used. At most one call per connection waits, which bounds the queue.</summary>
    public ValueTask AcquireAsync(long bytes)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 && Fits(bytes))
            {
                _used += bytes;
                return ValueTask.CompletedTask;
            }
            var waiter = new Waiter(bytes);
            _waiting.Enqueue(waiter);
            return new ValueTask(waiter.Task);
        }
    }

    /// <summary>Gives bytes back and lets those wait no longer whose turn it is.</summary>
    public void Release(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
            while (_waiting.TryPeek(out var next) && Fits(next.Bytes))
            {
                _waiting.Dequeue();
                _used += next.Bytes;
                next.SetResult();
            }
        }
    }

    private bool Fits(long bytes) => _used == 0 || _used + bytes <= limitBytes;

    /// <summary>Its continuation runs on the pool, never under the lock.</summary>
    private sealed class Waiter(long bytes) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Bytes => bytes;
    }
}
