using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Groups;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Transactions;

/// <summary>The offsets of groups, as far as transactions need them.</summary>
internal interface ITransactionGroups
{
    /// <summary>Stores offsets as pending for the producer, after the checks of the group.</summary>
    Task<TxnOffsetCommitResponse> CommitPendingAsync(TxnOffsetCommitRequest request, RequestContext context);

    /// <summary>The producer's pending offsets in the group.</summary>
    IReadOnlyList<StoredOffset> PendingOf(string groupId, long producerId);

    /// <summary>Publishes or drops the producer's pending offsets, in memory; the control log has it already.</summary>
    void CompleteTransaction(string groupId, long producerId, bool commit);
}
