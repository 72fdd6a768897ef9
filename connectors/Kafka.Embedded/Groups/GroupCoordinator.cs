using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NbaPipeline.Kafka.Embedded.Control;
using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Topics;
using NbaPipeline.Kafka.Embedded.Transactions;

namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>
/// Consumer groups and their offsets (spec section 12, the classic protocol). One lock per group; requests that wait for other members are
/// parked as tasks. Generations and offsets are in the control log before anybody is told of them; members are not kept over a restart.
/// </summary>
internal sealed partial class GroupCoordinator : ITransactionGroups, IDisposable
{
    private readonly ConcurrentDictionary<string, Group> _groups = new(StringComparer.Ordinal);
    private readonly IControlLog _log;
    private readonly PartitionLookup _partitions;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DeadlineQueue _deadlines;
    private readonly Deadline _expiry;
    private volatile GroupOptions _options;
    private volatile bool _stopped;
    private volatile int _generationFloor;

    public GroupCoordinator(
        IControlLog log,
        ControlState state,
        TopicCatalogue topics,
        GroupOptions options,
        TimeProvider time,
        ILogger<GroupCoordinator> logger
    )
        : this(log, state, (topic, partition) => topics.Find(topic, partition)?.TopicId, options, time, logger)
    {
        topics.Deleted += TopicDeleted;
    }

    /// <remarks><c>state</c>: As replayed at start; it is read here and not kept.</remarks>
    internal GroupCoordinator(
        IControlLog log,
        ControlState state,
        PartitionLookup partitions,
        GroupOptions options,
        TimeProvider time,
        ILogger logger
    )
    {
        _log = log;
        _partitions = partitions;
        _options = options;
        _time = time;
        _logger = logger;
        _deadlines = new(time, logger);
        _expiry = new(CheckExpiry);
        _generationFloor = state.GenerationFloor;
        Load(state);
        _deadlines.Set(_expiry, options.ExpiryCheckIntervalMs);
    }

    /// <summary>May be replaced while running; the initial delay is a dynamic config (spec section 15).</summary>
    public GroupOptions Options
    {
        get => _options;
        set => _options = value;
    }

    /// <summary>Parked requests are released by cancelling them, which closes their connections; nothing is parked any more.</summary>
    public void Stop()
    {
        _stopped = true;
        _deadlines.Dispose();
        foreach (Group group in _groups.Values)
        {
            lock (group.Lock)
            {
                foreach (GroupMember member in group.Members.Values)
                {
                    member.ParkedJoin?.Abandon();
                    member.ParkedSync?.Abandon();
                    member.ParkedJoin = null;
                    member.ParkedSync = null;
                }
            }
        }
    }

    public void Dispose() => Stop();

    /// <summary>The topic is gone from the control log, and its offsets with it (spec section 12.8); here they are forgotten too.</summary>
    public void TopicDeleted(Topic topic) => ForgetTopic(topic.Id);

    internal void ForgetTopic(Guid topicId)
    {
        foreach (Group group in _groups.Values)
        {
            lock (group.Lock)
            {
                group.Offsets.RemoveTopic(topicId);
            }
        }
    }

    private void Load(ControlState state)
    {
        foreach (ControlGroup stored in state.Groups.Values)
        {
            Group group = NewGroup(stored.Id, stored.Generation);
            group.ProtocolType = stored.ProtocolType;
            group.IsPersisted = true;
            foreach (SequencedOffset offset in stored.Offsets.Values)
            {
                group.Offsets.Commit(Loaded(group, offset));
            }

            foreach ((long producerId, Dictionary<TopicPartition, SequencedOffset> pending) in stored.Pending)
            {
                foreach (SequencedOffset offset in pending.Values)
                {
                    group.Offsets.AddPending(producerId, Loaded(group, offset));
                }
            }

            _groups[group.Id] = group;
        }
    }

    private CommittedOffset Loaded(Group group, SequencedOffset offset)
    {
        group.LastOrder = Math.Max(group.LastOrder, offset.Sequence);
        return new(offset.Offset, offset.Sequence, _deadlines.NowMs);
    }

    private Group NewGroup(string id) => NewGroup(id, _generationFloor);

    private Group NewGroup(string id, int generation) => new(id, generation, _deadlines.NowMs, RebalancePassed, SyncPassed);

    /// <summary>Finds a living group and takes its lock, which the caller exits; null, and no lock, when there is none.</summary>
    private Group? Enter(string id, bool create)
    {
        while (true)
        {
            Group? group = create ? _groups.GetOrAdd(id, NewGroup) : _groups.GetValueOrDefault(id);
            if (group is null)
            {
                return null;
            }

            group.Lock.Enter();
            if (group.State != GroupState.Dead)
            {
                return group;
            }

            // It was removed between look-up and lock; it is out of the dictionary before its lock is free.
            group.Lock.Exit();
        }
    }

    /// <summary>Whether the request comes from a member: 25, or 82 when its instance id belongs to another one now.</summary>
    private static ErrorCode CheckMember(Group group, string memberId, string? instanceId)
    {
        if (instanceId is not null)
        {
            if (!group.StaticMembers.TryGetValue(instanceId, out string? current))
            {
                return ErrorCode.UnknownMemberId;
            }

            return string.Equals(current, memberId, StringComparison.Ordinal) ? ErrorCode.None : ErrorCode.FencedInstanceId;
        }

        return group.Members.ContainsKey(memberId) ? ErrorCode.None : ErrorCode.UnknownMemberId;
    }

    private static ErrorCode CheckMember(Group group, string memberId, string? instanceId, int generation)
    {
        ErrorCode error = CheckMember(group, memberId, instanceId);
        return error == ErrorCode.None && generation != group.Generation ? ErrorCode.IllegalGeneration : error;
    }

    private void ExtendSession(GroupMember member) => _deadlines.Set(member.Session, member.SessionTimeoutMs);
}
