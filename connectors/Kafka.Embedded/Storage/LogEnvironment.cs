using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>What the partition logs of a broker share.</summary>
internal sealed class LogEnvironment(IBrokerFiles files, LogOptions options, ILogStartJournal journal, TimeProvider time, ILogger logger)
    : IDisposable
{
    private const int CachedIndexPages = 256;
    private const int CachedAbortedLists = 64;

    private volatile bool _isDiskFull;

    public IBrokerFiles Files => files;

    public LogOptions Options => options;

    public ILogStartJournal Journal => journal;

    public ILogger Logger => logger;

    public OpenFiles OpenFiles { get; } = new(files, options.MaxOpenSegments);

    public LruCache<(DiskIndex, int), byte[]> IndexPages { get; } = new(CachedIndexPages);

    public LruCache<Segment, AbortedEntry[]> AbortedLists { get; } = new(CachedAbortedLists);

    public Flusher Flusher { get; } = new(options.FlusherThreads, logger);

    /// <summary>Appends of clients are refused for want of disk space; see <see cref="CheckDisk"/>.</summary>
    public bool IsDiskFull => _isDiskFull;

    public long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>False under <see cref="FlushPolicy.Never"/>: nothing is forced to the disk then.</summary>
    public bool Flushes => options.FlushPolicy != FlushPolicy.Never;

    /// <summary>Acknowledgements with acks=all, and readers, wait for the disk.</summary>
    public bool FlushesEveryAck => options.FlushPolicy == FlushPolicy.EveryAck;

    public void CheckDisk()
    {
        var isFull = files.FreeBytes < options.MinFreeBytes;
        if (isFull != _isDiskFull)
        {
            logger.DiskSpace(isFull ? "refused" : "accepted again", files.FreeBytes, options.MinFreeBytes);
            _isDiskFull = isFull;
        }
    }

    public void Dispose() => Flusher.Dispose();
}
