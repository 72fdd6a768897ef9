using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.DuckDb;
using NbaPipeline.SchemaRegistry;

namespace NbaPipeline.Materialiser;

/// <summary>
/// Keeps one DuckDB file equal to topics: reads committed records and writes rows and offsets in one transaction, so that a crash loses
/// and doubles nothing. Publishes <c>read.duckdb</c> for other processes. docs/materialiser.md says how.
/// </summary>
public sealed partial class TopicMaterialiser
{
    private readonly MaterialiserOptions _options;
    private readonly IReadOnlyList<TableMapping> _mappings;
    private readonly Func<IRecordSource> _openSource;
    private readonly ISchemaRegistry _registry;
    private readonly IDeadLetterSink? _deadLetterSink;
    private readonly IDatabaseFiles _files;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CaughtUpWaiters _waiters = new();
    private int _started;

    /// <param name="options">Where the tables are kept.</param>
    /// <param name="mappings">One per topic.</param>
    /// <param name="openSource">Opens the source of records, once per run; <see cref="KafkaRecordSource"/> is that of Kafka.</param>
    /// <param name="registry">Knows the schemas that the records were written with.</param>
    /// <param name="deadLetterSink">Takes what cannot be decoded, besides the table <c>materialiser.dead_letters</c>.</param>
    /// <param name="files">The file system; null is the machine's.</param>
    /// <param name="time">The clock of delays and intervals; null is the machine's.</param>
    /// <param name="logger">One line per change of state.</param>
    /// <exception cref="ArgumentException">An option is out of range, or two mappings have the same topic or table.</exception>
    public TopicMaterialiser(
        MaterialiserOptions options,
        IReadOnlyList<TableMapping> mappings,
        Func<IRecordSource> openSource,
        ISchemaRegistry registry,
        IDeadLetterSink? deadLetterSink = null,
        IDatabaseFiles? files = null,
        TimeProvider? time = null,
        ILogger<TopicMaterialiser>? logger = null
    )
    {
        options.Validate();
        if (mappings.GroupBy(m => m.Table, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"Topics {string.Join(" and ", twice.Select(m => m.Topic))} would both become table {twice.Key}.",
                nameof(mappings)
            );
        }

        _options = options;
        _mappings = mappings;
        _openSource = openSource;
        _registry = registry;
        _deadLetterSink = deadLetterSink;
        _files = files ?? new DatabaseFiles();
        _time = time ?? TimeProvider.System;
        _logger = logger ?? (ILogger)NullLogger.Instance;
    }

    /// <summary>What is committed; from any thread.</summary>
    public MaterialiserProgress Progress => _waiters.Progress;

    /// <summary>A test's crash: what it throws is met as if the process had failed there.</summary>
    internal Action<CommitPoint> Probe { get; init; } = static _ => { };

    /// <summary>
    /// Runs until cancelled; then commits what was read, publishes the snapshot, closes and returns. Once per object. Blocking work is
    /// on a thread of its own.
    /// </summary>
    /// <exception cref="MaterialiserException">Why it stopped: space, a lost offset, the broker.</exception>
    /// <exception cref="DuckDbException">The file is locked, of another kind, or DuckDB refused a statement.</exception>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException("A materialiser runs once. Make a new one to run again.");
        }

        return Task.Factory.StartNew(
            () => RunGuarded(cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    /// <summary>
    /// Completes when everything before the offsets is committed (and in the tables). An end offset as the broker tells it is a good
    /// target, also when transaction markers lie before it.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled before.</exception>
    /// <exception cref="MaterialiserException">The materialiser failed before; the cause as <see cref="RunAsync"/> raises it.</exception>
    public Task CaughtUpAsync(IEnumerable<TopicPartitionOffset> targets, CancellationToken cancellationToken) =>
        _waiters.WaitAsync(targets, cancellationToken);

    private void RunGuarded(CancellationToken cancellationToken)
    {
        try
        {
            Run(cancellationToken);
            _waiters.Fail(new MaterialiserException("The materialiser was stopped before the offsets were reached."));
        }
        catch (Exception error)
        {
            var cause = Failures.Explain(error, _options.DatabasePath);
            MaterialiserLog.Failed(_logger, _options.DatabasePath, cause);
            _waiters.Fail(cause);
            if (ReferenceEquals(cause, error))
            {
                throw;
            }

            throw cause;
        }
    }

    private void Run(CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(_options.DatabasePath))!;
        _files.CreateFolder(folder);
        DiskSpace.Require(_files, folder, 0, _options.MinFreeBytes, _options.DatabasePath);
        using var connection = DuckDbConnection.Open(
            new DuckDbOptions
            {
                Path = _options.DatabasePath,
                Threads = _options.Threads,
                MemoryLimitMib = _options.MemoryLimitMib,
            },
            _time
        );
        using var source = _openSource();
        var run = new MaterialiserRun(this, connection, source);
        run.Loop(cancellationToken);
    }
}
