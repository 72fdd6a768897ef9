using NbaPipeline.Kafka.Embedded.Control.Entries;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class GroupCoordinator
{
    /// <summary>Starts the join phase, or, while it runs, looks whether it is over.</summary>
    private void Rebalance(Group group, string reason)
    {
        if (group.State == GroupState.PreparingRebalance)
        {
            CompleteIfAllJoined(group);
            return;
        }

        GroupLog.Rebalancing(_logger, GroupLog.Printable(group.Id), group.Generation, reason);
        GroupState former = group.State;
        group.Become(GroupState.PreparingRebalance, _deadlines.NowMs);
        _deadlines.Clear(group.Sync);
        if (former == GroupState.Empty)
        {
            int delayMs = Math.Min(_options.InitialRebalanceDelayMs, group.RebalanceTimeoutMs);
            group.IsInitialDelay = true;
            group.HasNewcomer = group.PendingIds.Count > 0;
            group.InitialDelayUntilMs = _deadlines.NowMs + group.RebalanceTimeoutMs;
            _deadlines.Set(group.Rebalance, delayMs);
            return;
        }

        foreach (GroupMember member in group.Members.Values)
        {
            AnswerSync(member, SyncError(ErrorCode.RebalanceInProgress));
        }

        _deadlines.Set(group.Rebalance, group.RebalanceTimeoutMs);
        CompleteIfAllJoined(group);
    }

    private void CompleteIfAllJoined(Group group)
    {
        bool isOver =
            group.State == GroupState.PreparingRebalance
            && !group.IsInitialDelay
            && group.Members.Values.All(member => member.ParkedJoin is not null)
            && (group.PendingIds.Count == 0 || group.Members.Count == 0);
        if (isOver)
        {
            BeginGeneration(group);
        }
    }

    /// <summary>The time to join, or the initial delay, is over.</summary>
    private void RebalancePassed(Group group)
    {
        lock (group.Lock)
        {
            if (group.State != GroupState.PreparingRebalance || group.Rebalance.IsSet || group.IsGenerationInFlight || _stopped)
            {
                return;
            }

            long leftMs = group.InitialDelayUntilMs - _deadlines.NowMs;
            if (group.IsInitialDelay && group.HasNewcomer && leftMs > 0)
            {
                group.HasNewcomer = false;
                _deadlines.Set(group.Rebalance, Math.Min(_options.InitialRebalanceDelayMs, leftMs));
                return;
            }

            group.IsInitialDelay = false;
            DropAbsent(group);
            if (group.Members.Count > 0 && group.Members.Values.All(member => member.ParkedJoin is null))
            {
                // Only static members, none of them back: wait until one is or until their sessions end.
                _deadlines.Set(group.Rebalance, group.RebalanceTimeoutMs);
                return;
            }

            BeginGeneration(group);
        }
    }

    /// <summary>Writes the next generation's number before anybody is told of it; who joins until it is written is part of it.</summary>
    private void BeginGeneration(Group group)
    {
        if (group.IsGenerationInFlight)
        {
            return;
        }

        group.IsPersisted = true;
        _deadlines.Clear(group.Rebalance);
        int generation = checked(group.Generation + 1);
        if (group.Members.Count == 0)
        {
            Empty(group, generation);
            return;
        }

        group.IsGenerationInFlight = true;
        _ = group.Write(
            _log,
            new GroupGeneration(group.Id, generation, group.ProtocolType),
            error => CompleteJoin(group, generation, error)
        );
    }

    /// <summary>
    /// A generation of nobody has nobody to be told: the group is empty from this moment on, so that who deletes it right after its last member
    /// left is not refused.
    /// </summary>
    private void Empty(Group group, int generation)
    {
        group.Generation = generation;
        group.Protocol = null;
        group.Become(GroupState.Empty, _deadlines.NowMs);
        GroupLog.NewGeneration(_logger, GroupLog.Printable(group.Id), generation, members: 0);
        _ = group.Write(
            _log,
            new GroupGeneration(group.Id, generation, group.ProtocolType),
            error =>
            {
                if (error is not null)
                {
                    GroupLog.NotWritten(_logger, GroupLog.Printable(group.Id), "a generation", error);
                }
            }
        );
    }

    private void CompleteJoin(Group group, int generation, Exception? error)
    {
        group.IsGenerationInFlight = false;
        if (error is not null)
        {
            FailJoins(group, error);
            return;
        }

        group.Generation = generation;
        DropAbsent(group);
        GroupLog.NewGeneration(_logger, GroupLog.Printable(group.Id), generation, group.Members.Count);
        if (group.Members.Count == 0)
        {
            group.Protocol = null;
            group.Become(GroupState.Empty, _deadlines.NowMs);
            return;
        }

        if (group.Leader?.ParkedJoin is null)
        {
            group.LeaderId = group.Members.Values.Where(member => member.ParkedJoin is not null).MinBy(member => member.JoinOrder)?.Id;
        }

        if (group.LeaderId is null)
        {
            _deadlines.Set(group.Rebalance, group.RebalanceTimeoutMs);
            return;
        }

        group.Protocol = group.SelectProtocol();
        group.Become(GroupState.CompletingRebalance, _deadlines.NowMs);
        foreach (GroupMember member in group.Members.Values)
        {
            member.HasSynced = false;
            AnswerJoin(member, Joined(group, member));
        }

        _deadlines.Set(group.Sync, group.RebalanceTimeoutMs);
    }

    private void FailJoins(Group group, Exception error)
    {
        GroupLog.NotWritten(_logger, GroupLog.Printable(group.Id), "a generation", error);
        foreach (GroupMember member in group.Members.Values)
        {
            if (member.ParkedJoin is { } parked)
            {
                AnswerJoin(member, JoinError(ErrorCode.CoordinatorNotAvailable, parked.ApiVersion, member.Id));
            }
        }

        _deadlines.Set(group.Rebalance, Math.Max(group.RebalanceTimeoutMs, _options.MinSessionTimeoutMs));
    }

    /// <summary>Dynamic members that did not join again are gone; static ones stay until their session ends.</summary>
    private void DropAbsent(Group group)
    {
        foreach (GroupMember member in group.Members.Values.Where(member => member.ParkedJoin is null && !member.IsStatic).ToList())
        {
            Remove(group, member, "it did not join again in time");
        }
    }

    private void AnswerJoin(GroupMember member, JoinGroupResponse response)
    {
        if (member.ParkedJoin is { } parked)
        {
            parked.Complete(response);
            member.ParkedJoin = null;
            member.IsNew = false;
            ExtendSession(member);
        }
    }
}
