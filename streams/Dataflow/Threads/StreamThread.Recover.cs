using NbaPipeline.Dataflow.Client;
using NbaPipeline.Dataflow.Tasks;

namespace NbaPipeline.Dataflow.Threads;

internal sealed partial class StreamThread
{
    private const int MaxRecoveriesWithoutCommit = 20;
    private long _commitsAtRecovery = -1;
    private int _recoveries;

    /// <summary>An error whose recovery failed itself; it is tried again before anything else.</summary>
    private ClientException? _unsettled;

    /// <summary>The assignment was taken up or given up half-way: only joining anew makes it whole.</summary>
    private bool _mustRejoin;

    private bool _clientsOpen;

    private void Recover(ClientException error)
    {
        BoundRecoveries(error);
        Log.Recovering(_logger, error, Name, error.Kind.ToString());
        try
        {
            Settle(error);
            _unsettled = null;
        }
        catch (ClientException again)
        {
            // What was open before may now be half done; a new producer and the committed offsets settle any of it.
            var kind =
                again.Kind is ClientErrorKind.Fatal ? ClientErrorKind.Fatal
                : error.Kind is ClientErrorKind.Fenced || again.Kind is ClientErrorKind.Fenced ? ClientErrorKind.Fenced
                : ClientErrorKind.Indefinite;
            _unsettled = new ClientException(kind, again.Code, again.Message, again);
        }
    }

    private void Settle(ClientException error)
    {
        if (_mustRejoin && error.Kind is not (ClientErrorKind.Fatal or ClientErrorKind.BadRecord))
        {
            Rejoin();
            return;
        }
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
        if (_clientsOpen)
        {
            _clientsOpen = false;
            _restore.Dispose();
            _consumer.Dispose();
        }
        _producer.Open();
        OpenConsumer();
        _mustRejoin = false;
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
