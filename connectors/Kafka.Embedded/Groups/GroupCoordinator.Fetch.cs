using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class GroupCoordinator
{
    private const short FetchManyGroupsSince = 8;

    /// <summary>OffsetFetch (spec section 12.7): one group up to version 7, several from 8. An unknown group has no offsets; that is no error.</summary>
    public OffsetFetchResponse FetchOffsets(OffsetFetchRequest request, RequestContext context)
    {
        var response = new OffsetFetchResponse();
        if (context.ApiVersion < FetchManyGroupsSince)
        {
            IEnumerable<(string, List<int>)>? asked = request.Topics?.Select(topic => (topic.Name, topic.PartitionIndexes));
            foreach ((string topic, List<FetchedOffset> offsets) in Fetch(request.GroupId, asked, request.RequireStable))
            {
                response.Topics.Add(new() { Name = topic, Partitions = offsets.ConvertAll(Old) });
            }

            return response;
        }

        foreach (OffsetFetchRequest.GroupsItem group in request.Groups)
        {
            var answered = new OffsetFetchResponse.GroupsItem { GroupId = group.GroupId };
            response.Groups.Add(answered);
            IEnumerable<(string, List<int>)>? asked = group.Topics?.Select(topic => (topic.Name, topic.PartitionIndexes));
            foreach ((string topic, List<FetchedOffset> offsets) in Fetch(group.GroupId, asked, request.RequireStable))
            {
                answered.Topics.Add(new() { Name = topic, Partitions = offsets.ConvertAll(New) });
            }
        }

        return response;
    }

    /// <summary>
    /// Null for <paramref name="asked"/> means all partitions of the group. With <paramref name="requireStable"/> those whose offset an open
    /// transaction may still change are answered with 88 (pitfall 37).
    /// </summary>
    private List<(string Topic, List<FetchedOffset> Offsets)> Fetch(
        string groupId,
        IEnumerable<(string Topic, List<int> Partitions)>? asked,
        bool requireStable
    )
    {
        Group? group = Enter(groupId, create: false);
        try
        {
            asked ??= group is null ? [] : AllPartitions(group, requireStable);
            return asked
                .Select(topic =>
                    (topic.Topic, topic.Partitions.ConvertAll(partition => Fetch(group, topic.Topic, partition, requireStable)))
                )
                .ToList();
        }
        finally
        {
            group?.Lock.Exit();
        }
    }

    private static FetchedOffset Fetch(Group? group, string topic, int partition, bool requireStable)
    {
        if (requireStable && group is not null && group.Offsets.IsPending(topic, partition))
        {
            return FetchedOffset.None(partition, ErrorCode.UnstableOffsetCommit);
        }

        return group?.Offsets.Find(topic, partition) is { Stored: var stored }
            ? new(partition, stored.Offset, stored.LeaderEpoch, stored.Metadata, ErrorCode.None)
            : FetchedOffset.None(partition, ErrorCode.None);
    }

    private static IEnumerable<(string Topic, List<int> Partitions)> AllPartitions(Group group, bool requireStable)
    {
        IEnumerable<(string Topic, int Partition)> all = group.Offsets.Committed.Select(offset =>
            (offset.Stored.Topic, offset.Stored.Partition)
        );
        if (requireStable)
        {
            all = all.Union(group.Offsets.PendingPartitions());
        }

        return all.GroupBy(partition => partition.Topic, StringComparer.Ordinal)
            .OrderBy(topic => topic.Key, StringComparer.Ordinal)
            .Select(topic => (topic.Key, topic.Select(partition => partition.Partition).Order().ToList()));
    }

    private static OffsetFetchResponse.TopicsItem.PartitionsItem Old(FetchedOffset offset) =>
        new()
        {
            PartitionIndex = offset.Partition,
            CommittedOffset = offset.Offset,
            CommittedLeaderEpoch = offset.LeaderEpoch,
            Metadata = offset.Metadata,
            ErrorCode = (short)offset.Error,
        };

    private static OffsetFetchResponse.GroupsItem.TopicsItem.PartitionsItem New(FetchedOffset offset) =>
        new()
        {
            PartitionIndex = offset.Partition,
            CommittedOffset = offset.Offset,
            CommittedLeaderEpoch = offset.LeaderEpoch,
            Metadata = offset.Metadata,
            ErrorCode = (short)offset.Error,
        };
}
