using Microsoft.Extensions.Logging;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>All partition logs of a broker: their directories, flushing, retention, and the clean stop.</summary>
internal sealed class LogManager(
    IBrokerFiles files,
    LogOptions options,
    ILogStartJournal journal,
    TimeProvider time,
    ILogger<LogManager> logger
) : IDisposable
{
    /// <summary>Makes the directories and the first segment of a new partition; they are on the disk when this returns.</summary>
    public PartitionLog Create(Guid topicId, int partition, LogConfig config) =>
        throw new NotImplementedException($"{files} {options} {journal} {time} {logger}");

    /// <summary>Opens and recovers a partition (spec section 8.5), creating what is missing. Different partitions may be opened at the same time.</summary>
    public PartitionLog Open(Guid topicId, int partition, LogConfig config, RecoveryContext context) => throw new NotImplementedException();

    /// <summary>Lets all partitions of a topic fail, renames its directory and removes it later.</summary>
    public void DeleteTopic(Guid topicId) => throw new NotImplementedException();

    /// <summary>Leaves the name where a human finds it; the broker itself never reads it.</summary>
    public void WriteTopicName(Guid topicId, string name) => throw new NotImplementedException();

    /// <summary>Renames topic directories that the control log does not know to <c>.orphan</c> and returns their names; removes what deletions left.</summary>
    public IReadOnlyList<string> SetAsideUnknown(IReadOnlySet<Guid> known) => throw new NotImplementedException();

    /// <summary>Flushes every partition with unflushed data (policy Interval); completes when all are flushed. The fsyncs run on the flusher threads.</summary>
    public Task FlushDirtyAsync() => throw new NotImplementedException();

    /// <summary>Retention, expiry of producer ids, removal of files due. Blocks on the disk: not for pool threads.</summary>
    public void ApplyRetention() => throw new NotImplementedException();

    /// <summary>Bytes that the producer states of all partitions take, roughly.</summary>
    public long ProducerStateBytes => throw new NotImplementedException();

    /// <summary>Flushes and closes everything for a fast next start. Returns the length of every <c>.log</c> file by its path, for <c>clean-shutdown</c>.</summary>
    public IReadOnlyDictionary<string, long> CloseClean() => throw new NotImplementedException();

    /// <summary>Closes all files as they are, without flushing.</summary>
    public void Dispose() { }
}
