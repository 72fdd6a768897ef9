using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class GroupCoordinator
{
    /// <summary>Removes expired offsets and groups that hold nothing any more (spec section 12.8). Runs by itself; a test may call it.</summary>
    internal void ExpireNow()
    {
        foreach (Group group in _groups.Values)
        {
            lock (group.Lock)
            {
                if (!_stopped && group.State != GroupState.Dead && !group.Offsets.HasPending && group.WritesInFlight == 0)
                {
                    Expire(group);
                }
            }
        }
    }

    /// <summary>
    /// Lowers committed and pending offsets beyond the end of their log, after a power failure cut it (spec section 8.5, step 5): a consumer
    /// would otherwise skip the records that get those offsets next. Part of recovery, before anybody is served.
    /// </summary>
    /// <param name="endOf">The end of a partition's log, <see cref="long.MaxValue"/> for one that need not be checked.</param>
    public async Task LowerOffsetsBeyondEndAsync(Func<StoredOffset, long> endOf)
    {
        foreach (Group group in _groups.Values)
        {
            List<Task<ErrorCode>> writes = [];
            lock (group.Lock)
            {
                // Pending ones first, so that a committed one that is later now is still later afterwards.
                foreach (
                    var producer in group
                        .Offsets.Beyond(endOf)
                        .GroupBy(beyond => beyond.ProducerId)
                        .OrderByDescending(of => of.Key)
                        .ToList()
                )
                {
                    List<StoredOffset> lowered = producer.Select(beyond => Lower(group, beyond.Offset, endOf)).ToList();
                    writes.Add(producer.Key < 0 ? WriteCommit(group, lowered) : WritePending(group, producer.Key, lowered));
                }
            }

            await Task.WhenAll(writes);
        }
    }

    private StoredOffset Lower(Group group, StoredOffset offset, Func<StoredOffset, long> endOf)
    {
        long end = endOf(offset);
        GroupLog.OffsetLowered(_logger, GroupLog.Printable(group.Id), offset.Topic, offset.Partition, offset.Offset, end);
        return offset with { Offset = end };
    }

    private void CheckExpiry()
    {
        try
        {
            ExpireNow();
        }
        finally
        {
            _deadlines.Set(_expiry, _options.ExpiryCheckIntervalMs);
        }
    }

    private void Expire(Group group)
    {
        List<(string Topic, int Partition)> expired = Expired(group);
        if (group.State == GroupState.Empty && group.PendingIds.Count == 0 && expired.Count == group.Offsets.Count)
        {
            _ = WriteRemoval(group);
        }
        else if (expired.Count > 0)
        {
            GroupLog.OffsetsExpired(_logger, GroupLog.Printable(group.Id), expired.Count);
            _ = WriteOffsetRemoval(group, expired);
        }
    }

    /// <summary>
    /// Of an empty group: what was committed, and left by the last member, longer ago than the retention. Of a stable one: what is as old
    /// and of topics that no member subscribes to any more. Otherwise nothing: the members are about to say what they use.
    /// </summary>
    private List<(string Topic, int Partition)> Expired(Group group)
    {
        long sinceMs = _deadlines.NowMs - _options.OffsetsRetentionMs;
        bool isSimple = group.ProtocolType.Length == 0;
        HashSet<string>? inUse = [];
        switch (group.State)
        {
            case GroupState.Empty when !isSimple && group.EmptySinceMs > sinceMs:
                return [];
            case GroupState.Empty:
                break;
            case GroupState.Stable when string.Equals(group.ProtocolType, ConsumerSubscription.ProtocolType, StringComparison.Ordinal):
                inUse = Subscriptions(group);
                break;
            default:
                return [];
        }

        return inUse is null
            ? []
            : group
                .Offsets.Committed.Where(offset => offset.SinceMs <= sinceMs && !inUse.Contains(offset.Stored.Topic))
                .Select(offset => (offset.Stored.Topic, offset.Stored.Partition))
                .ToList();
    }

    private static HashSet<string>? Subscriptions(Group group)
    {
        HashSet<string> topics = new(StringComparer.Ordinal);
        foreach (GroupMember member in group.Members.Values)
        {
            if (Subscription(group, member) is not { } subscribed)
            {
                return null;
            }

            topics.UnionWith(subscribed);
        }

        return topics;
    }
}
