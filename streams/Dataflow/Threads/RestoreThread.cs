using System.Collections.Concurrent;
using NbaPipeline.Dataflow.Client;
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
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;

    /// <summary>Tasks whose changelogs the broker could not be asked about, and since when.</summary>
    private readonly Dictionary<StreamTask, long> _unanswered = [];
    private readonly Thread _thread;
    private volatile Exception? _failure;
    private long _remaining;

    /// <param name="restorer">Belongs to this thread from now on.</param>
    /// <param name="name">Name of the thread.</param>
    /// <param name="time">Clock of the patience.</param>
    /// <param name="patience">How long a broker that does not answer is asked again.</param>
    public RestoreThread(StateRestorer restorer, string name, TimeProvider time, TimeSpan patience)
    {
        _restorer = restorer;
        _time = time;
        _patience = patience;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    public long RemainingRecords => Interlocked.Read(ref _remaining);

    public void Add(StreamTask task) => _commands.Add(() => Begin(task));

    public void Remove(StreamTask task)
    {
        using var removed = new ManualResetEventSlim();
        _commands.Add(() =>
        {
            _restorer.Remove(task);
            _waiting.Remove(task);
            _unanswered.Remove(task);
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
        _commands.CompleteAdding();
        _thread.Join();
        _restorer.Dispose();
        _commands.Dispose();
    }

    /// <summary>With nothing to restore the thread sleeps on the queue; otherwise it looks for commands between batches.</summary>
    private int PauseMs =>
        !_restorer.IsIdle || _waiting.Count > 0 ? 0
        : _unanswered.Count > 0 ? AskAgainMs
        : Timeout.Infinite;

    /// <summary>A broker that is away comes back, mostly: only when it stays away is that the end of the thread.</summary>
    private void Begin(StreamTask task)
    {
        try
        {
            _restorer.Add(task);
            _unanswered.Remove(task);
            _waiting.Add(task);
        }
        catch (ClientException error)
            when (error.Kind is ClientErrorKind.Retriable or ClientErrorKind.Unreachable or ClientErrorKind.Indefinite)
        {
            var now = _time.GetTimestamp();
            if (!_unanswered.TryAdd(task, now) && _time.GetElapsedTime(_unanswered[task], now) > _patience)
            {
                throw;
            }
        }
    }

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
                foreach (var task in _unanswered.Keys.ToList())
                {
                    Begin(task);
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
