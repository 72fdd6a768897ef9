using Microsoft.Extensions.Logging.Abstractions;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Tests.Network;
using NbaPipeline.Kafka.Embedded.Tests.Storage.Faults;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

/// <summary>One partition on any files, with a stand-in for the control log that keeps log starts and the counter of unclean starts.</summary>
internal sealed class TestBroker : ILogStartJournal, ITransactionVerifier, IDisposable
{
    public static readonly Guid TopicId = new("00112233-4455-6677-8899-aabbccddeeff");

    public static readonly PartitionName Name = new(TopicId, "games", 0);

    private LogManager? _manager;
    private PartitionLog? _log;
    private IReadOnlyDictionary<string, long>? _cleanLengths;

    public IBrokerFiles Files { get; set; } = new MemoryFiles();

    public ManualTime Time { get; } = new();

    public LogOptions Options { get; set; } = new() { FlusherThreads = 0, MinFreeBytes = 0 };

    public LogConfig Config { get; set; } = new() { SegmentBytes = 1 << 20 };

    public long RecordedLogStart { get; set; }

    public int UncleanStarts { get; set; }

    public Func<long, short, ErrorCode> Verdict { get; set; } = (_, _) => ErrorCode.None;

    public LogManager Manager => _manager ??= new LogManager(Files, Options, this, Time, NullLogger<LogManager>.Instance);

    public PartitionLog Log => _log ??= Manager.Create(Name, Config);

    public static string Directory => Name.Directory;

    public void LogStartMoved(Guid topicId, int partition, long offset) => Record("log start", () => RecordedLogStart = offset);

    public ErrorCode Verify(string? transactionalId, long producerId, short epoch, Guid topicId, int partition, short produceVersion) =>
        Verdict(producerId, epoch);

    public AppendResult Append(TestBatch batch, short apiVersion = 9) => Append(batch.Encode(), apiVersion);

    public AppendResult Append(byte[] batch, short apiVersion = 9) => Log.Append(batch, new AppendRequest(apiVersion, "tid", this));

    /// <summary>Stops and starts again. Not clean: as after a kill, with everything written still there.</summary>
    public PartitionLog Reopen(bool clean = false, bool powerLoss = false)
    {
        Stop(clean);
        return Start(powerLoss);
    }

    public void Stop(bool clean)
    {
        _ = Log;
        if (clean && Manager.CloseClean() is { } lengths)
        {
            Record("clean shutdown", () => _cleanLengths = lengths);
        }
        Abandon();
    }

    /// <summary>Lets go of everything as it is.</summary>
    public void Abandon()
    {
        _manager?.Dispose();
        (_manager, _log) = (null, null);
    }

    public PartitionLog Start(bool powerLoss = false)
    {
        // The start record, which is flushed before any log is opened, ends the meaning of the last stop.
        (var lengths, _cleanLengths) = (_cleanLengths, null);
        UncleanStarts += lengths is null ? 1 : 0;
        _log = Manager.Open(Name, Config, new RecoveryContext(lengths, powerLoss, UncleanStarts, RecordedLogStart));
        return _log;
    }

    public void Dispose() => _manager?.Dispose();

    // What the control log keeps is flushed when it is answered.
    private void Record(string what, Action change)
    {
        if (Files is FaultyFiles faulty)
        {
            faulty.Step(what, change);
        }
        else
        {
            change();
        }
    }
}
