using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class GroupCoordinator
{
    /// <summary>
    /// The group's part of TxnOffsetCommit, after the checks of the transaction (spec sections 11.2 and 12.6): offsets are kept as pending for
    /// the producer. Call it under the lock of the transactional id: the entry has its place in the control log when the call returns, before
    /// any Prepare.
    /// </summary>
    public Task<TxnOffsetCommitResponse> CommitPendingAsync(TxnOffsetCommitRequest request, RequestContext context)
    {
        var response = new TxnOffsetCommitResponse();
        List<StoredOffset> accepted = [];
        foreach (TxnOffsetCommitRequest.TopicsItem topic in request.Topics)
        {
            var answered = new TxnOffsetCommitResponse.TopicsItem { Name = topic.Name };
            response.Topics.Add(answered);
            foreach (TxnOffsetCommitRequest.TopicsItem.PartitionsItem partition in topic.Partitions)
            {
                ErrorCode refused = Accept(
                    topic.Name,
                    partition.PartitionIndex,
                    partition.CommittedOffset,
                    partition.CommittedLeaderEpoch,
                    partition.CommittedMetadata,
                    accepted
                );
                answered.Partitions.Add(new() { PartitionIndex = partition.PartitionIndex, ErrorCode = (short)refused });
            }
        }

        bool knowsAny = response.Topics.Exists(topic => topic.Partitions.Exists(partition => !IsUnknown(partition)));
        return FinishPending(knowsAny ? BeginPending(request, accepted) : Task.FromResult(ErrorCode.None), response);
    }

    /// <summary>
    /// What committing the producer's transaction would publish: its pending offsets that no later commit has overtaken. Once the
    /// transaction is in a Prepare state the answer cannot grow.
    /// </summary>
    public IReadOnlyList<StoredOffset> PendingOf(string groupId, long producerId)
    {
        Group? group = Enter(groupId, create: false);
        try
        {
            return group?.Offsets.Publishable(producerId) ?? [];
        }
        finally
        {
            group?.Lock.Exit();
        }
    }

    /// <summary>The producers that have pending offsets in any group; recovery drops those whose transaction is over (spec section 11.7).</summary>
    public IReadOnlyList<(string GroupId, long ProducerId)> PendingProducers()
    {
        List<(string, long)> found = [];
        foreach (Group group in _groups.Values)
        {
            lock (group.Lock)
            {
                found.AddRange(group.Offsets.PendingProducers.Select(producerId => (group.Id, producerId)));
            }
        }

        return found;
    }

    /// <summary>
    /// Publishes or drops the producer's pending offsets in memory; the transaction's record in the control log says the same. A pending
    /// offset replaces a committed one only if it is the later entry (spec section 11.3, step 3). Groups deleted meanwhile are skipped.
    /// </summary>
    public void CompleteTransaction(string groupId, long producerId, bool commit)
    {
        Group? group = Enter(groupId, create: false);
        try
        {
            group?.Offsets.Complete(producerId, commit, _deadlines.NowMs);
        }
        finally
        {
            group?.Lock.Exit();
        }
    }

    private Task<ErrorCode> BeginPending(TxnOffsetCommitRequest request, List<StoredOffset> accepted)
    {
        if (request.GroupId.Length == 0)
        {
            return Task.FromResult(ErrorCode.InvalidGroupId);
        }

        Group? group = Enter(request.GroupId, create: request.GenerationId < 0);
        try
        {
            ErrorCode error = group is null ? ErrorCode.IllegalGeneration : CheckPending(group, request);
            return error != ErrorCode.None || accepted.Count == 0
                ? Task.FromResult(error)
                : WritePending(group!, request.ProducerId, accepted);
        }
        finally
        {
            group?.Lock.Exit();
        }
    }

    /// <summary>Clients before version 3 name no member; they may commit whatever the group does.</summary>
    private static ErrorCode CheckPending(Group group, TxnOffsetCommitRequest request)
    {
        bool isMember = request.GenerationId >= 0 || request.MemberId.Length > 0 || request.GroupInstanceId is not null;
        bool isFree = request.GenerationId < 0 && group.State == GroupState.Empty;
        return isMember && !isFree ? CheckMember(group, request.MemberId, request.GroupInstanceId, request.GenerationId) : ErrorCode.None;
    }

    private Task<ErrorCode> WritePending(Group group, long producerId, List<StoredOffset> offsets)
    {
        group.IsPersisted = true;
        long order = group.LastOrder + 1;
        foreach (StoredOffset offset in offsets)
        {
            // At once, since the end of the transaction may be the next entry: it must find them. Nobody reads a pending offset.
            group.Offsets.AddPending(producerId, new(offset, order, _deadlines.NowMs));
        }

        return Answer(
            group.Write(
                _log,
                new OffsetsPending(group.Id, producerId, offsets),
                error =>
                {
                    if (error is not null)
                    {
                        GroupLog.NotWritten(_logger, GroupLog.Printable(group.Id), "a transactional commit", error);
                        group.Offsets.WithdrawPending(producerId, order);
                    }
                }
            )
        );
    }

    /// <summary>As in Kafka an unknown partition is told as such, whatever else is wrong with the request.</summary>
    private static bool IsUnknown(TxnOffsetCommitResponse.TopicsItem.PartitionsItem partition) =>
        partition.ErrorCode == (short)ErrorCode.UnknownTopicOrPartition;

    private static async Task<TxnOffsetCommitResponse> FinishPending(Task<ErrorCode> commit, TxnOffsetCommitResponse response)
    {
        ErrorCode error = await commit;
        foreach (TxnOffsetCommitResponse.TopicsItem.PartitionsItem partition in response.Topics.SelectMany(topic => topic.Partitions))
        {
            bool keeps =
                error == ErrorCode.None || IsUnknown(partition) || (partition.ErrorCode != 0 && error == ErrorCode.CoordinatorNotAvailable);
            partition.ErrorCode = keeps ? partition.ErrorCode : (short)error;
        }

        return response;
    }
}
