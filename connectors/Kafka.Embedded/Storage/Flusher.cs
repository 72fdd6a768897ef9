using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// Threads of their own for fsync, which blocks for milliseconds and must not starve the pool (spec section 8.6). A log is in the queue at most once, so the
/// queue is bounded by their number. Without threads the asking thread does the work.
/// </summary>
internal sealed class Flusher : IDisposable
{
    private readonly BlockingCollection<IFlushable> _queue = [];
    private readonly Thread[] _threads;
    private readonly ILogger _logger;
    private bool _isStopped;

    public Flusher(int threads, ILogger logger)
    {
        _logger = logger;
        _threads = new Thread[threads];
        for (var i = 0; i < threads; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"broker-flusher-{i}" };
            _threads[i].Start();
        }
    }

    /// <summary>Has the work of <paramref name="target"/> done soon. Call it without holding locks.</summary>
    public void Enqueue(IFlushable target)
    {
        if (!target.Ticket.TryQueue())
        {
            return;
        }
        if (_threads.Length > 0)
        {
            TryAdd(target);
            return;
        }
        do
        {
            target.Ticket.Begin();
            target.RunDue();
        } while (target.Ticket.End());
    }

    /// <summary>Finishes what is queued and ends the threads.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isStopped, true))
        {
            return;
        }
        _queue.CompleteAdding();
        foreach (var thread in _threads)
        {
            thread.Join();
        }
        _queue.Dispose();
    }

    private void Work()
    {
        foreach (var target in _queue.GetConsumingEnumerable())
        {
            target.Ticket.Begin();
            Run(target);
            if (target.Ticket.End())
            {
                TryAdd(target);
            }
        }
    }

    private void Run(IFlushable target)
    {
        try
        {
            target.RunDue();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The log has recorded its own failures; whatever else went wrong must not end the thread that all logs need.
            _logger.FlusherFailed(e);
        }
    }

    private void TryAdd(IFlushable target)
    {
        try
        {
            _queue.Add(target);
        }
        catch (InvalidOperationException) when (Volatile.Read(ref _isStopped))
        {
            // The broker stops: its closing flushes everything itself.
        }
    }
}
