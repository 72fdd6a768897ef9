using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <content>Reading (spec sections 8.4 and 16).</content>
internal sealed partial class PartitionLog
{
    /// <summary>
    /// Plans a fetch: whole batches from the one that holds <paramref name="offset"/> on, at most <paramref name="maxBytes"/>, unless
    /// <paramref name="atLeastOneBatch"/> and the first is larger. Damage in the log gives error 56. The plan must be disposed.
    /// </summary>
    public ReadPlan Read(long offset, int maxBytes, bool readCommitted, bool atLeastOneBatch)
    {
        if (IsDeleted)
        {
            return new ReadPlan { Error = ErrorCode.UnknownTopicOrPartition };
        }
        var view = View();
        if (offset < view.LogStart || offset > view.HighWatermark)
        {
            return new ReadPlan { Error = ErrorCode.OffsetOutOfRange };
        }
        try
        {
            return new ReadPlanner(_environment, view).Plan(offset, maxBytes, readCommitted, atLeastOneBatch);
        }
        catch (BrokerStorageException e)
        {
            _environment.Logger.PartitionUnreadable(e, Name, offset);
            return new ReadPlan { Error = ErrorCode.KafkaStorageError };
        }
    }
}
