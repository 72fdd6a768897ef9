using System.Collections.Concurrent;
using System.Text;
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
    private readonly LogEnvironment _environment = new(files, options, journal, time, logger);
    private readonly ConcurrentDictionary<(Guid TopicId, int Partition), PartitionLog> _logs = new();

    /// <summary>The logs that are open.</summary>
    public IEnumerable<PartitionLog> All => _logs.Select(l => l.Value);

    /// <summary>Bytes that the producer states of all partitions take, roughly.</summary>
    public long ProducerStateBytes => All.Sum(l => l.ProducerStateBytes);

    /// <summary>Makes the directories and the first segment of a new partition; they are on the disk when this returns.</summary>
    public PartitionLog Create(PartitionName name, LogConfig config) => Open(name, config, RecoveryContext.New);

    /// <summary>Opens and recovers a partition (spec section 8.5), creating what is missing. Different partitions may be opened at the same time.</summary>
    /// <exception cref="BrokerStorageException">Its files cannot be read or written.</exception>
    public PartitionLog Open(PartitionName name, LogConfig config, RecoveryContext context)
    {
        try
        {
            CreateDirectories(name);
            var state = new LogRecovery(_environment, name, config, context).Run();
            var log = new PartitionLog(_environment, name, config, state);
            _logs[(name.TopicId, name.Partition)] = log;
            log.CloseFullSegments();
            return log;
        }
        catch (Exception e) when (e is IOException and not BrokerStorageException or UnauthorizedAccessException)
        {
            throw new BrokerStorageException($"{name} (in {name.Directory}) cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>Lets all partitions of a topic fail and removes its directory, now from sight and at the next <see cref="ApplyRetention"/> from the disk.</summary>
    public void DeleteTopic(Guid topicId)
    {
        foreach (var key in _logs.Keys.Where(k => k.TopicId == topicId).ToList())
        {
            if (_logs.TryRemove(key, out var log))
            {
                log.MarkDeleted();
            }
        }
        var directory = LogPaths.Topic(topicId);
        if (files.DirectoryExists(directory))
        {
            files.Rename(directory, directory + LogPaths.DeletedSuffix);
            FlushDirectory(LogPaths.Topics);
        }
    }

    /// <summary>Leaves the name where a human finds it; the broker itself never reads it.</summary>
    public void WriteTopicName(Guid topicId, string name)
    {
        var directory = LogPaths.Topic(topicId);
        files.CreateDirectory(directory);
        SmallFile.WriteRaw(files, $"{directory}/{LogPaths.TopicName}", Encoding.UTF8.GetBytes(name + "\n"), _environment.Flushes);
    }

    /// <summary>Renames topic directories that the control log does not know to <c>.orphan</c> and returns their names; removes what deletions left.</summary>
    public IReadOnlyList<string> SetAsideUnknown(IReadOnlySet<Guid> known)
    {
        var names = known.Select(LogPaths.TopicDirectoryName).ToHashSet(StringComparer.Ordinal);
        List<string> orphans = [];
        foreach (
            var directory in files.Directories(LogPaths.Topics).Where(d => !d.Contains('.', StringComparison.Ordinal) && !names.Contains(d))
        )
        {
            var orphan = directory + LogPaths.OrphanSuffix;
            files.Rename($"{LogPaths.Topics}/{directory}", $"{LogPaths.Topics}/{orphan}");
            logger.Orphan(directory, orphan);
            orphans.Add(orphan);
        }
        RemoveDeletedTopics();
        return orphans;
    }

    /// <summary>Flushes every partition with unflushed data (policy Interval); completes when all are flushed. The fsyncs run on the flusher threads.</summary>
    public Task FlushDirtyAsync()
    {
        _environment.CheckDisk();
        List<Task> flushes = [];
        foreach (var (_, log) in _logs)
        {
            if (log.IsDirty)
            {
                flushes.Add(log.FlushToEndAsync());
            }
        }
        return flushes.Count == 0 ? Task.CompletedTask : Task.WhenAll(flushes);
    }

    /// <summary>Retention, expiry of producer ids, removal of files due. Blocks on the disk: not for pool threads.</summary>
    public void ApplyRetention()
    {
        foreach (var log in All)
        {
            try
            {
                log.ApplyRetention();
            }
            catch (IOException e)
            {
                logger.WillRetry(e, log.Name, "retention");
            }
        }
        RemoveDeletedTopics();
    }

    /// <summary>
    /// Flushes and closes everything for a fast next start. Returns the length of every <c>.log</c> file by its path, for <c>clean-shutdown</c>; null if something
    /// could not be flushed, so that the stop does not count as clean.
    /// </summary>
    public IReadOnlyDictionary<string, long>? CloseClean()
    {
        _environment.Flusher.Dispose();
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        var isClean = true;
        foreach (var log in All)
        {
            try
            {
                isClean &= log.CloseClean(lengths);
            }
            catch (IOException e)
            {
                logger.WillRetry(e, log.Name, "closing");
                isClean = false;
            }
        }
        return isClean ? lengths : null;
    }

    /// <summary>Closes all files as they are, without flushing.</summary>
    public void Dispose()
    {
        _environment.Dispose();
        foreach (var log in All)
        {
            log.Dispose();
        }
    }

    private void CreateDirectories(PartitionName name)
    {
        if (files.DirectoryExists(name.Directory))
        {
            return;
        }
        files.CreateDirectory(name.Directory);
        FlushDirectory(name.Directory);
        FlushDirectory(LogPaths.Topic(name.TopicId));
        FlushDirectory(LogPaths.Topics);
        FlushDirectory("");
    }

    private void FlushDirectory(string path)
    {
        if (_environment.Flushes)
        {
            files.FlushDirectory(path);
        }
    }

    private void RemoveDeletedTopics()
    {
        foreach (
            var directory in files.Directories(LogPaths.Topics).Where(d => d.EndsWith(LogPaths.DeletedSuffix, StringComparison.Ordinal))
        )
        {
            files.DeleteDirectory($"{LogPaths.Topics}/{directory}");
        }
    }
}
