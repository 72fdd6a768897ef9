using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;
using NbaPipeline.Kafka.Embedded.Topics;

namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>One partition of a fetch: what is asked, what is planned, and the ear at the log while the fetch is parked.</summary>
internal sealed class FetchPartition(FetchRequest.TopicsItem.PartitionsItem asked, bool readCommitted) : IVisibleEndListener
{
    private static readonly ReadPlan Nothing = new();

    private FetchWaiter? _waiter;
    private PartitionLog? _heard;
    private long _visibleEnd;

    public int Index => asked.Partition;

    public ErrorCode Error { get; private set; }

    /// <summary>What the answer holds of this partition; without regions and with all offsets -1 after an error.</summary>
    public ReadPlan Plan { get; private set; } = Nothing;

    /// <summary>Plans anew. The first partition with data gives at least one batch, however large.</summary>
    /// <param name="topic">The topic as it is known now; null if it is not.</param>
    /// <param name="unknown">The error for a topic or partition that does not exist.</param>
    /// <param name="maxBytes">What is left of the whole answer.</param>
    /// <param name="atLeastOneBatch">No partition before had data.</param>
    public void Read(Topic? topic, ErrorCode unknown, int maxBytes, bool atLeastOneBatch)
    {
        Release();
        var log = topic?.Find(asked.Partition);
        Hear(log);
        Error = log is null ? unknown : LeaderEpochs.Check(asked.CurrentLeaderEpoch, log);
        if (Error != ErrorCode.None)
        {
            return;
        }
        try
        {
            var limit = Math.Max(0, Math.Min(asked.PartitionMaxBytes, maxBytes));
            var plan = log!.Read(asked.FetchOffset, limit, readCommitted, atLeastOneBatch);
            Error = plan.Error;
            Plan = plan;
            Volatile.Write(ref _visibleEnd, readCommitted ? plan.LastStableOffset : plan.HighWatermark);
        }
        catch (BrokerStorageException)
        {
            Error = ErrorCode.KafkaStorageError;
        }
    }

    /// <summary>Gives the planned segments back.</summary>
    public void Release()
    {
        Plan.Dispose();
        Plan = Nothing;
    }

    /// <summary>From the next <see cref="Read"/> on the waiter is told of changes.</summary>
    public void ListenFor(FetchWaiter waiter) => _waiter = waiter;

    public void StopListening()
    {
        _heard?.RemoveListener(this);
        _heard = null;
    }

    /// <inheritdoc />
    public void VisibleEndMoved(PartitionLog log, long bytesAppended)
    {
        var waiter = _waiter!;
        if (bytesAppended == 0)
        {
            // A deleted log, another log start, or a last stable offset that moved by itself.
            waiter.Signal();
        }
        else if (!readCommitted)
        {
            waiter.Add(bytesAppended);
        }
        else if (log.LastStableOffset > Volatile.Read(ref _visibleEnd))
        {
            // More than this append may have become visible: how many bytes is for the plan to find out.
            waiter.Signal();
        }
    }

    private void Hear(PartitionLog? log)
    {
        if (_waiter is not null && !ReferenceEquals(log, _heard))
        {
            StopListening();
            _heard = log;
            log?.AddListener(this);
        }
    }
}
