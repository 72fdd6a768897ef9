using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Dataflow.Building;
using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Client.Kafka;
using NbaPipeline.Dataflow.Tasks;
using NbaPipeline.Dataflow.Threads;

namespace NbaPipeline.Dataflow;

/// <summary>A running topology: its threads, from <see cref="Start"/> to <see cref="StopAsync"/>. Safe for use by several threads.</summary>
public sealed class DataflowApplication : IAsyncDisposable
{
    private readonly IClientSupplier _supplier;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<StreamThread> _threads = [];
    private readonly List<Thread> _osThreads = [];
    private readonly Lock _lock = new();
    private int _runningThreads;
    private volatile Exception? _failure;
    private ApplicationState _state = ApplicationState.Created;

    /// <exception cref="DataflowException">The options are not valid; the message lists every finding.</exception>
    public DataflowApplication(Topology topology, DataflowOptions options, ILoggerFactory? loggers = null, TimeProvider? time = null)
        : this(topology, options, Supplier(options, loggers), loggers, time) { }

    internal DataflowApplication(
        Topology topology,
        DataflowOptions options,
        IClientSupplier supplier,
        ILoggerFactory? loggers,
        TimeProvider? time
    )
    {
        var findings = DataflowOptionsValidator.Findings(options);
        if (findings.Count > 0)
        {
            throw new DataflowException(string.Join(Environment.NewLine, findings));
        }
        Topology = topology;
        Options = options;
        _supplier = supplier;
        _time = time ?? TimeProvider.System;
        _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<DataflowApplication>();
    }

    public DataflowOptions Options { get; }

    /// <summary>The error that stopped a thread, null while all is well.</summary>
    public Exception? Failure => _failure;

    /// <summary>Ends when all threads have stopped; faulted by the first error.</summary>
    public Task Completion => _completion.Task;

    public ApplicationState State =>
        _failure is not null ? ApplicationState.Failed
        : _state == ApplicationState.Starting && IsReady() ? ApplicationState.Running
        : _state;

    /// <summary>All tasks of this process, by task id.</summary>
    public IReadOnlyList<TaskStatus> Tasks => _threads.SelectMany(t => t.Statuses).OrderBy(t => t.Id).ToList();

    public ApplicationMetrics Metrics =>
        new(
            Sum(t => t.Metrics.RecordsProcessed),
            Sum(t => t.Metrics.RecordsProduced),
            Sum(t => t.Metrics.RecordsDeadLettered),
            Sum(t => t.Metrics.Dropped(DropReason.Late)),
            Sum(t => t.Metrics.Dropped(DropReason.NullKey)),
            Sum(t => t.Metrics.Dropped(DropReason.NullValue)),
            Sum(t => t.RestoreRemaining),
            Sum(t => t.Metrics.Commits),
            Sum(t => t.Metrics.Aborts),
            Sum(t => t.Metrics.Rebuilds),
            _threads.Count == 0 ? 0 : _threads.Max(t => t.Metrics.CommitMs(0.5)),
            _threads.Count == 0 ? 0 : _threads.Max(t => t.Metrics.CommitMs(0.99))
        );

    internal Topology Topology { get; }

    /// <summary>Milliseconds since the slowest thread last went round its loop.</summary>
    internal double OldestHeartbeatMs =>
        _threads.Count == 0 ? 0 : _threads.Max(t => t.LastCycleAt == 0 ? 0 : _time.GetElapsedTime(t.LastCycleAt).TotalMilliseconds);

    /// <summary>Checks the topics, creates internal ones and starts the threads.</summary>
    /// <exception cref="DataflowException">Topics are missing, or the broker cannot be reached.</exception>
    public void Start()
    {
        lock (_lock)
        {
            if (_state != ApplicationState.Created)
            {
                throw new InvalidOperationException($"Application '{Options.ApplicationId}' was started before; make a new one.");
            }
            _state = ApplicationState.Starting;
        }
        var processId = ProcessIds.Of(Options);
        var binding = Bind();
        _runningThreads = Options.Threads;
        for (var i = 0; i < Options.Threads; i++)
        {
            var settings = new StreamThreadSettings(binding, Options, processId, i, _supplier, _time, false);
            var thread = new StreamThread(settings, _logger);
            _threads.Add(thread);
            var osThread = new Thread(() => Run(thread)) { IsBackground = true, Name = thread.Name };
            _osThreads.Add(osThread);
        }
        _osThreads.ForEach(t => t.Start());
    }

    /// <summary>Commits what is processed and stops. Ends when all threads have.</summary>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        await _stop.CancelAsync();
        if (_osThreads.Count == 0)
        {
            _completion.TrySetResult();
        }
        try
        {
            await _completion.Task.WaitAsync(cancellation);
        }
        catch (Exception) when (_failure is not null)
        {
            // Failure and Completion tell it; stopping a failed application is no error of its own.
        }
        _state = ApplicationState.Stopped;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private static KafkaClientSupplier Supplier(DataflowOptions options, ILoggerFactory? loggers) =>
        new(
            options.BootstrapServers,
            options.ClientProperties,
            (loggers ?? NullLoggerFactory.Instance).CreateLogger<KafkaClientSupplier>()
        );

    private TopologyBinding Bind()
    {
        try
        {
            using var admin = _supplier.CreateAdmin($"{Options.ApplicationId}-admin");
            return TopologyBinder.Bind(Topology, Options, admin);
        }
        catch (ClientException error)
        {
            throw new DataflowException($"'{Options.ApplicationId}' cannot start: {error.Message}", error);
        }
    }

    private void Run(StreamThread thread)
    {
        try
        {
            thread.Run(_stop.Token);
        }
        catch (Exception error)
        {
            Log.ThreadFailed(_logger, error, thread.Name);
            _failure ??= error;
            _completion.TrySetException(error);
            _stop.Cancel();
            thread.Dispose();
        }
        if (Interlocked.Decrement(ref _runningThreads) == 0)
        {
            _completion.TrySetResult();
        }
    }

    private bool IsReady() =>
        _threads.Count > 0 && _threads.All(t => t.HasAssignment && t.Statuses.All(s => s.State == nameof(TaskState.Running)));

    private long Sum(Func<StreamThread, long> of) => _threads.Sum(of);
}
