using System.Text;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class GroupCoordinator
{
    private const short GroupIdNotFoundSince = 9;

    /// <summary>OffsetCommit (spec section 12.6). All offsets of a request are one entry of the control log.</summary>
    public async Task<OffsetCommitResponse> CommitAsync(OffsetCommitRequest request, RequestContext context)
    {
        var response = new OffsetCommitResponse();
        List<StoredOffset> accepted = [];
        foreach (OffsetCommitRequest.TopicsItem topic in request.Topics)
        {
            var answered = new OffsetCommitResponse.TopicsItem { Name = topic.Name };
            response.Topics.Add(answered);
            foreach (OffsetCommitRequest.TopicsItem.PartitionsItem partition in topic.Partitions)
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

        List<OffsetCommitResponse.TopicsItem.PartitionsItem> known =
        [
            .. response
                .Topics.SelectMany(topic => topic.Partitions)
                .Where(partition => partition.ErrorCode != (short)ErrorCode.UnknownTopicOrPartition),
        ];
        // As in Kafka the group is asked about known partitions only: a commit that names none does not make a group.
        ErrorCode error = known.Count == 0 ? ErrorCode.None : await BeginCommit(request, context, accepted);
        if (error == ErrorCode.None)
        {
            return response;
        }

        foreach (OffsetCommitResponse.TopicsItem.PartitionsItem partition in known)
        {
            bool isRefused = partition.ErrorCode != 0 && error == ErrorCode.CoordinatorNotAvailable;
            partition.ErrorCode = isRefused ? partition.ErrorCode : (short)error;
        }

        return response;
    }

    /// <summary>Up to the call of the control log it runs on the caller's thread, so the commits of one connection keep their order.</summary>
    private Task<ErrorCode> BeginCommit(OffsetCommitRequest request, RequestContext context, List<StoredOffset> accepted)
    {
        bool isSimple = request.GenerationIdOrMemberEpoch < 0;
        Group? group = Enter(request.GroupId, create: isSimple && accepted.Count > 0);
        try
        {
            if (group is null && isSimple)
            {
                return Task.FromResult(ErrorCode.None); // every offset was refused: nothing to make a group of
            }

            if (group is null)
            {
                bool isNew = context.ApiVersion >= GroupIdNotFoundSince;
                return Task.FromResult(isNew ? ErrorCode.GroupIdNotFound : ErrorCode.IllegalGeneration);
            }

            ErrorCode error = CheckCommit(group, request.GenerationIdOrMemberEpoch, request.MemberId, request.GroupInstanceId);
            if (error == ErrorCode.None && group.State == GroupState.CompletingRebalance)
            {
                error = ErrorCode.RebalanceInProgress;
            }

            if (error != ErrorCode.None || accepted.Count == 0)
            {
                return Task.FromResult(error);
            }

            if (group.Members.TryGetValue(request.MemberId, out GroupMember? member) && !member.IsParked)
            {
                ExtendSession(member);
            }

            return WriteCommit(group, accepted);
        }
        finally
        {
            group?.Lock.Exit();
        }
    }

    /// <summary>25, 82 and 22 as for any member; a client without membership may commit only while the group has no members.</summary>
    private static ErrorCode CheckCommit(Group group, int generation, string memberId, string? instanceId)
    {
        if (generation < 0 && group.State == GroupState.Empty)
        {
            return ErrorCode.None;
        }

        if (generation >= 0 || memberId.Length > 0 || instanceId is not null)
        {
            return CheckMember(group, memberId, instanceId, generation);
        }

        return group.State == GroupState.Empty ? ErrorCode.None : ErrorCode.UnknownMemberId;
    }

    /// <summary>Adds the offset to <paramref name="accepted"/>, or tells what is wrong with it alone.</summary>
    private ErrorCode Accept(string topic, int partition, long offset, int leaderEpoch, string? metadata, List<StoredOffset> accepted)
    {
        if (_partitions(topic, partition) is not { } topicId)
        {
            return ErrorCode.UnknownTopicOrPartition;
        }

        metadata ??= "";
        if (Encoding.UTF8.GetByteCount(metadata) > _options.MaxMetadataBytes)
        {
            return ErrorCode.OffsetMetadataTooLarge;
        }

        accepted.Add(new(topic, topicId, partition, offset, leaderEpoch, metadata, _time.GetUtcNow().ToUnixTimeMilliseconds()));
        return ErrorCode.None;
    }

    private static async Task<ErrorCode> Answer(Task<bool> written) => await written ? ErrorCode.None : ErrorCode.CoordinatorNotAvailable;

    private Task<ErrorCode> WriteCommit(Group group, List<StoredOffset> offsets)
    {
        group.IsPersisted = true;
        long order = group.LastOrder + 1;
        return Answer(
            group.Write(
                _log,
                new OffsetsCommitted(group.Id, offsets),
                error =>
                {
                    if (error is not null)
                    {
                        GroupLog.NotWritten(_logger, GroupLog.Printable(group.Id), "a commit", error);
                        return;
                    }

                    long nowMs = _deadlines.NowMs;
                    foreach (StoredOffset offset in offsets.Where(IsOfLivingTopic))
                    {
                        group.Offsets.Commit(new(offset, order, nowMs));
                    }
                }
            )
        );
    }

    /// <summary>False when the topic was deleted while its offset was on its way to the control log.</summary>
    private bool IsOfLivingTopic(StoredOffset offset) => _partitions(offset.Topic, offset.Partition) == offset.TopicId;
}
