using Microsoft.Extensions.Logging;
using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Progress;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Threads;

/// <summary>
/// One consumer, one producer and their tasks, driven by one thread: take a batch, run it, maybe punctuate, maybe commit. Nothing
/// here is used by another thread but the counters.
/// </summary>
internal sealed partial class StreamThread : IDisposable
{
    private const int BatchSize = 1024;
    private const int IdlePollMs = 20;
    private readonly StreamThreadSettings _settings;
    private readonly ILogger _logger;
    private readonly ClientMessage[] _batch = new ClientMessage[BatchSize];
    private readonly List<nint> _release = new(BatchSize * 2);
    private readonly SortedDictionary<TaskId, StreamTask> _tasks = [];
    private readonly Dictionary<(int Topic, int Partition), (StreamTask Task, InputPartition Input)> _routes = [];
    private readonly ThreadProducer _producer;
    private StreamTask[] _running = [];
    private IConsumerClient _consumer = null!;
    private IRestoreDriver _restore = null!;
    private ProgressTable _progress = new();
    private TaskEnvironment _environment = null!;
    private int _progressTopic = -1;
    private bool _progressAssigned;
    private long _lastCommit;

    public StreamThread(StreamThreadSettings settings, ILogger logger)
    {
        _settings = settings;
        _logger = logger;
        _producer = new ThreadProducer(settings.Supplier, settings.Producer, settings.Options.RequestTimeoutMs);
    }

    public string Name => _settings.Name;

    public ThreadMetrics Metrics { get; } = new();

    /// <summary>When the loop last went round, a timestamp of the injected clock: the heartbeat of the <c>live</c> health check.</summary>
    public long LastCycleAt { get; private set; }

    /// <summary>Tasks as they were after the last commit or assignment, for readers on other threads.</summary>
    public IReadOnlyList<TaskStatus> Statuses { get; private set; } = [];

    public long RestoreRemaining => _restore?.RemainingRecords ?? 0;

    /// <summary>True once the first assignment has arrived, even an empty one.</summary>
    public bool HasAssignment { get; private set; }

    private DataflowOptions Options => _settings.Options;

    /// <summary>Makes the clients and joins the group; a broker that does not answer now is asked again as after any other error.</summary>
    public void Open()
    {
        try
        {
            _producer.Open();
            OpenConsumer();
        }
        catch (ClientException error) when (error.Kind is not (ClientErrorKind.Fatal or ClientErrorKind.BadRecord))
        {
            _mustRejoin = true;
            _unsettled = error;
        }
    }

    /// <summary>Runs cycles until the token says stop, then commits and leaves.</summary>
    public void Run(CancellationToken stop)
    {
        Open();
        while (!stop.IsCancellationRequested)
        {
            RunOnce(IdlePollMs);
        }
        Shutdown();
    }

    /// <summary>One cycle; <paramref name="idlePollMs"/> is the longest wait for input when there is nothing to do.</summary>
    /// <returns>True when anything was done.</returns>
    public bool RunOnce(int idlePollMs)
    {
        LastCycleAt = _settings.Time.GetTimestamp();
        try
        {
            if (_unsettled is null)
            {
                return Cycle(idlePollMs);
            }
            Recover(_unsettled);
        }
        catch (ClientException error)
        {
            Recover(error);
        }
        return true;
    }

    /// <summary>A store by name and partition, for tests; null when this thread has no such task.</summary>
    public State.StateStore? FindStore(string name, int partition) =>
        _tasks.Values.Where(t => t.Id.Partition == partition).Select(t => t.FindStore(name)).FirstOrDefault(s => s is not null);

    /// <summary>Commits what is done and leaves the group.</summary>
    public void Shutdown()
    {
        try
        {
            if (_tasks.Count > 0)
            {
                Commit();
            }
        }
        catch (ClientException error)
        {
            Log.ShutdownCommitFailed(_logger, error, Name);
            _producer.Dispose();
        }
        DropTasks(_tasks.Values.ToList());
        _consumer?.Close();
        Dispose();
    }

    public void Dispose()
    {
        _restore?.Dispose();
        _consumer?.Dispose();
        _producer.Dispose();
    }

    private bool Cycle(int idlePollMs)
    {
        // A backlog in the queues, or tasks just restored, must not wait for new input.
        var worked = TakeRestored();
        var count = _consumer.Poll(_batch, worked || HasBacklog() ? 0 : Math.Min(idlePollMs, MsToCommit()));
        Route(count);
        worked |= count > 0;
        worked |= ProcessTasks();
        ResumeDrained();
        if (_producer.InTransaction)
        {
            _producer.Serve();
        }
        Punctuate();
        if (MsToCommit() == 0)
        {
            worked |= CommitIfNeeded();
            _lastCommit = _settings.Time.GetTimestamp();
        }
        return worked || _restore.RemainingRecords > 0;
    }

    private void OpenConsumer()
    {
        _consumer = _settings.Supplier.CreateConsumer(_settings.Consumer);
        _progress = new ProgressTable();
        _progressAssigned = false;
        _progressTopic = _settings.Binding.UsesProgress ? _consumer.TopicIndex(Options.ProgressTopicName) : -1;
        _environment = new TaskEnvironment(_settings.Binding, Options, _consumer, _producer, _progress, Metrics);
        var restorer = new StateRestorer(_settings.Supplier, _settings.RestoreConsumer, Options, _settings.Time);
        _clientsOpen = true;
        _restore = _settings.RestoreInline ? new InlineRestore(restorer) : new RestoreThread(restorer, $"{Name}-restore");
        _lastCommit = _settings.Time.GetTimestamp();
        _consumer.Subscribe(_settings.Binding.Anchors.Distinct().ToList(), this);
    }

    private int MsToCommit()
    {
        var elapsed = _settings.Time.GetElapsedTime(_lastCommit).TotalMilliseconds;
        return elapsed >= Options.CommitIntervalMs ? 0 : (int)Math.Ceiling(Options.CommitIntervalMs - elapsed);
    }

    private void Punctuate()
    {
        var nowMs = _settings.Time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var task in _running)
        {
            task.PunctuateWallClock(nowMs);
        }
    }

    private bool TakeRestored()
    {
        var any = false;
        while (_restore.TakeRestored() is { } task)
        {
            task.Start();
            any = true;
            Log.TaskRunning(_logger, Name, task.Id);
        }
        if (any)
        {
            ListRunning();
        }
        return any;
    }

    private void ListRunning()
    {
        _running = _tasks.Values.Where(t => t.State == TaskState.Running).ToArray();
        PublishStatuses();
    }

    private void PublishStatuses() => Statuses = _tasks.Values.Select(TaskStatus.Of).ToList();

    private void ReleaseAll()
    {
        if (_release.Count > 0)
        {
            _consumer.Release(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_release));
            _release.Clear();
        }
    }
}
