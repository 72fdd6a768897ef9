using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Threads;

internal sealed partial class StreamThread
{
    private const int MaxRecoveriesWithoutCommit = 20;
    private long _commitsAtRecovery = -1;
    private int _recoveries;

    private void Recover(ClientException error)
    {
        BoundRecoveries(error);
        Log.Recovering(_logger, error, Name, error.Kind.ToString());
        switch (error.Kind)
        {
            case ClientErrorKind.Fenced:
                Rejoin();
                break;
            case ClientErrorKind.Retriable:
            case ClientErrorKind.RequiresAbort:
                RollbackAll(error.Message);
                break;
            case ClientErrorKind.Indefinite:
            case ClientErrorKind.Unreachable:
                ResolveIndefinite();
                break;
            default:
                throw new DataflowException($"Thread {Name} cannot go on: {error.Message}", error);
        }
    }

    /// <summary>Aborts the transaction and starts every task over from its last commit.</summary>
    private void RollbackAll(string reason)
    {
        Log.RollingBack(_logger, Name, reason);
        Metrics.Aborts++;
        try
        {
            _producer.Abort();
        }
        catch (ClientException error)
        {
            // An abort with an unknown outcome may hit the next transaction: a new epoch settles it.
            Log.AbortFailed(_logger, error, Name);
            _producer.Open();
            Metrics.Rebuilds++;
        }
        SeekToCommitted();
    }

    /// <summary>
    /// It is unknown whether the transaction committed. A producer made anew under the same id settles that; the committed offsets
    /// then tell which (KAFKA-17754).
    /// </summary>
    private void ResolveIndefinite()
    {
        Metrics.Rebuilds++;
        _producer.Open();
        if (WasCommitted())
        {
            foreach (var task in _running)
            {
                task.CommitDone(_offsets);
            }
        }
        SeekToCommitted();
    }

    // The offsets of the doubtful commit, all of which differ from those before it, stand as it would have left them. An error
    // before that step leaves none to compare: nothing was committed.
    private bool WasCommitted()
    {
        if (_offsets.Count == 0)
        {
            return false;
        }
        var committed = _consumer.Committed(_offsets.Select(o => o.Partition).ToList(), Options.RequestTimeoutMs);
        return _offsets.All(committed.Contains);
    }

    private void SeekToCommitted()
    {
        var seek = new List<PartitionOffset>();
        foreach (var task in _running)
        {
            task.Rollback(_release, seek);
        }
        ReleaseAll();
        foreach (var position in seek)
        {
            _consumer.Seek(position.Partition, position.Offset);
        }
        _offsets.Clear();
    }

    /// <summary>Others own the tasks now: drop them and join again with new clients.</summary>
    private void Rejoin()
    {
        DropTasks(_tasks.Values.ToList());
        _restore.Dispose();
        _consumer.Dispose();
        _producer.Open();
        OpenConsumer();
        PublishStatuses();
    }

    private void BoundRecoveries(ClientException error)
    {
        if (_commitsAtRecovery != Metrics.Commits)
        {
            _commitsAtRecovery = Metrics.Commits;
            _recoveries = 0;
        }
        if (++_recoveries > MaxRecoveriesWithoutCommit)
        {
            throw new DataflowException(
                $"Thread {Name} recovered {MaxRecoveriesWithoutCommit} times without a commit in between; the last error was: {error.Message} "
                    + "Two processes with the same ProcessId fence each other like this; a broker that stays away does, too.",
                error
            );
        }
    }
}
