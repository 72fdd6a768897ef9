using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class GroupCoordinator
{
    /// <summary>DeleteGroups (spec section 12.8): 68 while there are members, 69 for an unknown group.</summary>
    public async Task<DeleteGroupsResponse> DeleteAsync(DeleteGroupsRequest request, RequestContext context)
    {
        _deadlines.PassDue();
        var response = new DeleteGroupsResponse();
        foreach (string id in request.GroupsNames)
        {
            response.Results.Add(new() { GroupId = id, ErrorCode = (short)await BeginDelete(id) });
        }

        return response;
    }

    /// <summary>OffsetDelete (spec section 12.8): 69 for an unknown group, 86 for partitions of a topic that members subscribe to.</summary>
    public async Task<OffsetDeleteResponse> DeleteOffsetsAsync(OffsetDeleteRequest request, RequestContext context)
    {
        var response = new OffsetDeleteResponse();
        ErrorCode error = await BeginDeleteOffsets(request, response);
        if (error != ErrorCode.None)
        {
            response.ErrorCode = (short)error;
            response.Topics = [];
        }

        return response;
    }

    private Task<ErrorCode> BeginDelete(string id)
    {
        Group? group = Enter(id, create: false);
        try
        {
            return group switch
            {
                null => Task.FromResult(ErrorCode.GroupIdNotFound),
                { State: not GroupState.Empty } => Task.FromResult(ErrorCode.NonEmptyGroup),
                _ => WriteRemoval(group),
            };
        }
        finally
        {
            group?.Lock.Exit();
        }
    }

    private Task<ErrorCode> WriteRemoval(Group group)
    {
        if (!group.IsPersisted)
        {
            Remove(group);
            return Task.FromResult(ErrorCode.None);
        }

        return Answer(
            group.Write(
                _log,
                new GroupRemoved(group.Id),
                error =>
                {
                    if (error is null)
                    {
                        Remove(group);
                    }
                    else
                    {
                        GroupLog.NotWritten(_logger, GroupLog.Printable(group.Id), "its removal", error);
                    }
                }
            )
        );
    }

    /// <summary>The group is gone, unless somebody came while its removal was being written: then only its offsets are.</summary>
    private void Remove(Group group)
    {
        group.Offsets.Clear();
        if (group.State != GroupState.Empty || group.WritesInFlight > 0)
        {
            return;
        }

        foreach (Deadline pending in group.PendingIds.Values)
        {
            _deadlines.Clear(pending);
        }

        group.PendingIds.Clear();
        RaiseFloor(group.Generation);
        group.Become(GroupState.Dead, _deadlines.NowMs);
        _groups.TryRemove(KeyValuePair.Create(group.Id, group));
        GroupLog.Removed(_logger, GroupLog.Printable(group.Id));
    }

    /// <summary>A group that comes back starts above its last generation; one number for all groups remembers that.</summary>
    private void RaiseFloor(int generation)
    {
        int floor = _generationFloor;
        while (floor < generation)
        {
            int seen = Interlocked.CompareExchange(ref _generationFloor, generation, floor);
            if (seen == floor)
            {
                return;
            }

            floor = seen;
        }
    }

    private Task<ErrorCode> BeginDeleteOffsets(OffsetDeleteRequest request, OffsetDeleteResponse response)
    {
        if (request.GroupId.Length == 0)
        {
            return Task.FromResult(ErrorCode.InvalidGroupId);
        }

        Group? group = Enter(request.GroupId, create: false);
        try
        {
            if (group is null)
            {
                return Task.FromResult(ErrorCode.GroupIdNotFound);
            }

            if (group.Members.Count > 0 && !string.Equals(group.ProtocolType, ConsumerSubscription.ProtocolType, StringComparison.Ordinal))
            {
                return Task.FromResult(ErrorCode.NonEmptyGroup); // What such members use cannot be told.
            }

            List<(string Topic, int Partition)> removed = [];
            foreach (OffsetDeleteRequest.TopicsItem topic in request.Topics)
            {
                var answered = new OffsetDeleteResponse.TopicsItem { Name = topic.Name };
                response.Topics.Add(answered);
                bool isSubscribed = IsSubscribed(group, topic.Name);
                foreach (OffsetDeleteRequest.TopicsItem.PartitionsItem partition in topic.Partitions)
                {
                    ErrorCode error = isSubscribed ? ErrorCode.GroupSubscribedToTopic : ErrorCode.None;
                    if (_partitions(topic.Name, partition.PartitionIndex) is null)
                    {
                        error = ErrorCode.UnknownTopicOrPartition;
                    }
                    else if (error == ErrorCode.None)
                    {
                        removed.Add((topic.Name, partition.PartitionIndex));
                    }

                    answered.Partitions.Add(new() { PartitionIndex = partition.PartitionIndex, ErrorCode = (short)error });
                }
            }

            return removed.Count == 0 ? Task.FromResult(ErrorCode.None) : WriteOffsetRemoval(group, removed);
        }
        finally
        {
            group?.Lock.Exit();
        }
    }

    /// <summary>A member whose subscription cannot be read may use any topic.</summary>
    private static bool IsSubscribed(Group group, string topic) =>
        group.Members.Values.Any(member => Subscription(group, member)?.Contains(topic) ?? true);

    private static HashSet<string>? Subscription(Group group, GroupMember member) =>
        ConsumerSubscription.Topics(member.MetadataFor(group.Protocol ?? member.Protocols[0].Name));

    private Task<ErrorCode> WriteOffsetRemoval(Group group, List<(string Topic, int Partition)> removed)
    {
        List<TopicPartition> keys = [];
        foreach ((string topic, int partition) in removed)
        {
            if (_partitions(topic, partition) is { } topicId)
            {
                keys.Add(new(topicId, partition));
            }
        }

        return Answer(
            group.Write(
                _log,
                new OffsetsRemoved(group.Id, keys),
                error =>
                {
                    if (error is not null)
                    {
                        GroupLog.NotWritten(_logger, GroupLog.Printable(group.Id), "the removal of offsets", error);
                        return;
                    }

                    foreach ((string topic, int partition) in removed)
                    {
                        group.Offsets.Remove(topic, partition);
                    }
                }
            )
        );
    }
}
