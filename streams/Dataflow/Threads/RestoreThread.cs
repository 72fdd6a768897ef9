using System.Collections.Concurrent;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Threads;

/// <summary>
/// Runs a <see cref="StateRestorer"/> beside its stream thread, so that restoring neither stops other tasks nor the group's polling.
/// Stores belong to the restore thread from <see cref="Add"/> until <see cref="TakeRestored"/> hands the task back.
/// </summary>
internal sealed class RestoreThread : IRestoreDriver
{
    private const int AskAgainMs = 100;
    private readonly StateRestorer _restorer;
    private readonly BlockingCollection<Action> _commands = [];
    private readonly ConcurrentQueue<StreamTask> _restored = new();
    private readonly List<StreamTask> _waiting = [];
    private readonly Thread _thread;
    private volatile Exception? _failure;
    private long _remaining;
    private bool _disposed;

    /// <param name="restorer">Belongs to this thread from now on.</param>
    /// <param name="name">Name of the thread.</param>
    public RestoreThread(StateRestorer restorer, string name)
    {
        _restorer = restorer;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    public long RemainingRecords => Interlocked.Read(ref _remaining);

    public void Add(StreamTask task) =>
        _commands.Add(() =>
        {
            _restorer.Add(task);
            _waiting.Add(task);
        });

    public void Remove(StreamTask task)
    {
        using var removed = new ManualResetEventSlim();
        _commands.Add(() =>
        {
            _restorer.Remove(task);
            _waiting.Remove(task);
            removed.Set();
        });
        while (!removed.Wait(100) && _failure is null && _thread.IsAlive) { }
    }

    public StreamTask? TakeRestored()
    {
        if (_failure is { } failure)
        {
            throw new DataflowException(failure.Message, failure);
        }
        return _restored.TryDequeue(out var task) ? task : null;
    }

    public void Dispose()
    {
        // A stream thread that could not join again gives it up a second time when it stops.
        if (_disposed)
        {
            return;
        }
        _disposed = true;
        _commands.CompleteAdding();
        _thread.Join();
        _restorer.Dispose();
        _commands.Dispose();
    }

    /// <summary>With nothing to restore the thread sleeps on the queue; otherwise it looks for commands between batches.</summary>
    private int PauseMs =>
        _restorer.IsIdle && _waiting.Count == 0 ? Timeout.Infinite
        : _restorer.IsBrokerAway ? AskAgainMs
        : 0;

    private void Run()
    {
        try
        {
            while (!_commands.IsCompleted)
            {
                if (_commands.TryTake(out var command, PauseMs))
                {
                    command();
                    continue;
                }
                _restorer.Pump(50);
                Interlocked.Exchange(ref _remaining, _restorer.Active.Sum(r => r.Target - r.Position));
                foreach (var task in _waiting.Where(t => !_restorer.IsRestoring(t)).ToList())
                {
                    _waiting.Remove(task);
                    _restored.Enqueue(task);
                }
            }
        }
        catch (Exception error)
        {
            _failure = error;
        }
    }
}
