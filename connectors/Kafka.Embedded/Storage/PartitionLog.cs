namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// The log of one partition (spec sections 7 to 10 and 14.1). All members may be called from any thread. Lock order: maintenance, flushing, sync; sync is held
/// for one append or one look at the state, the others while the disk works. Listeners and the flusher are called without locks.
/// </summary>
internal sealed partial class PartitionLog : IFlushable, IDisposable
{
    private readonly LogEnvironment _environment;
    private readonly Lock _sync = new();
    private readonly Lock _maintenance = new();
    private readonly Lock _flushing = new();
    private readonly ProducerStates _producers;

    // Guarded by _sync; the array is replaced, never changed, and the offsets are published for readers without lock.
    private Segment[] _segments;
    private IBrokerFile _activeFile;
    private long _logStart;
    private long _logEnd;
    private long _highWatermark;
    private long _lastStableOffset;
    private long _sizeBytes;
    private EpochList _epochs;
    private string? _failure;
    private bool _isDeleted;
    private bool _isStopping;
    private bool _isClosed;

    private volatile LogConfig _config;

    public PartitionLog(LogEnvironment environment, PartitionName name, LogConfig config, LogState state)
    {
        _environment = environment;
        Name = name;
        _config = config;
        _producers = state.Producers;
        _epochs = state.Epochs;
        _segments = [.. state.Segments];
        Recovery = state.Report;
        foreach (var rolled in state.Unsealed)
        {
            _rolled.Enqueue(rolled);
            environment.OpenFiles.OpenForAppend(rolled.Segment.File);
        }
        _rolledCount = _rolled.Count;
        _activeFile = environment.OpenFiles.OpenForAppend(Active.File);
        _logStart = state.LogStart;
        _logEnd = _flushedEnd = _flushDemand = Active.NextOffset;
        _sizeBytes = _segments.Sum(s => s.LengthBytes);
        UpdateVisible();
    }

    public PartitionName Name { get; }

    public Guid TopicId => Name.TopicId;

    public int Partition => Name.Partition;

    public LogConfig Config
    {
        get => _config;
        set => _config = value;
    }

    public long LogStart => Volatile.Read(ref _logStart);

    /// <summary>Where readers of committed data stop (spec section 9.1).</summary>
    public long LastStableOffset => Volatile.Read(ref _lastStableOffset);

    /// <summary>Where other readers stop: the log end, under <see cref="FlushPolicy.EveryAck"/> the flushed end.</summary>
    public long HighWatermark => Volatile.Read(ref _highWatermark);

    public long LogEnd => Volatile.Read(ref _logEnd);

    public int LeaderEpoch => Volatile.Read(ref _epochs).Current;

    public long SizeBytes => Volatile.Read(ref _sizeBytes);

    public bool IsDeleted => Volatile.Read(ref _isDeleted);

    /// <summary>Set while the partition can only be read: why. Appends answer error 56 until the broker is restarted.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>What the last start had to do here.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>Bytes that the producer state takes, roughly.</summary>
    public long ProducerStateBytes
    {
        get
        {
            lock (_sync)
            {
                return _producers.SizeBytes;
            }
        }
    }

    private Segment Active => _segments[^1];

    /// <summary>For an asked epoch, the largest known one that is at most it and where that ends; -1 and -1 for a newer one.</summary>
    public (int Epoch, long EndOffset) EndOffsetFor(int leaderEpoch)
    {
        lock (_sync)
        {
            return _epochs.EndOf(leaderEpoch, _logStart, _logEnd);
        }
    }

    private LogView View()
    {
        lock (_sync)
        {
            return new LogView
            {
                Segments = _segments,
                ActiveBytes = Active.LengthBytes,
                LogStart = _logStart,
                LastStableOffset = _lastStableOffset,
                HighWatermark = _highWatermark,
                LogEnd = _logEnd,
            };
        }
    }
}
