using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class GroupCoordinator
{
    /// <summary>SyncGroup (spec section 12.4). Completes when the leader's assignment is there, or the group rebalances.</summary>
    /// <exception cref="OperationCanceledException">The broker stops.</exception>
    public Task<SyncGroupResponse> SyncAsync(SyncGroupRequest request, RequestContext context)
    {
        Group? group = Enter(request.GroupId, create: false);
        try
        {
            if (_stopped)
            {
                return Task.FromCanceled<SyncGroupResponse>(new CancellationToken(canceled: true));
            }

            ErrorCode error = CheckSync(group, request);
            if (error != ErrorCode.None)
            {
                return Task.FromResult(SyncError(error));
            }

            GroupMember member = group!.Members[request.MemberId];
            member.HasSynced = true;
            if (group.State == GroupState.Stable)
            {
                ExtendSession(member);
                return Task.FromResult(Synced(group, member));
            }

            member.ParkedSync?.Complete(SyncError(ErrorCode.RebalanceInProgress));
            var parked = new ParkedRequest<SyncGroupResponse>(context.ApiVersion);
            member.ParkedSync = parked;
            if (IsLeader(group, member))
            {
                Assign(group, request.Assignments);
            }

            return parked.Answer;
        }
        finally
        {
            group?.Lock.Exit();
        }
    }

    private static ErrorCode CheckSync(Group? group, SyncGroupRequest request)
    {
        if (request.GroupId.Length == 0)
        {
            return ErrorCode.InvalidGroupId;
        }

        if (group is null)
        {
            return ErrorCode.UnknownMemberId;
        }

        ErrorCode error = CheckMember(group, request.MemberId, request.GroupInstanceId, request.GenerationId);
        if (error != ErrorCode.None)
        {
            return error;
        }

        bool differs =
            (request.ProtocolType is { } type && !string.Equals(type, group.ProtocolType, StringComparison.Ordinal))
            || (request.ProtocolName is { } name && !string.Equals(name, group.Protocol, StringComparison.Ordinal));
        if (differs)
        {
            return ErrorCode.InconsistentGroupProtocol;
        }

        return group.State == GroupState.PreparingRebalance ? ErrorCode.RebalanceInProgress : ErrorCode.None;
    }

    private void Assign(Group group, List<SyncGroupRequest.AssignmentsItem> assignments)
    {
        Dictionary<string, byte[]> byMember = new(StringComparer.Ordinal);
        foreach (SyncGroupRequest.AssignmentsItem assignment in assignments)
        {
            byMember[assignment.MemberId] = assignment.Assignment;
        }

        group.Become(GroupState.Stable, _deadlines.NowMs);
        foreach (GroupMember member in group.Members.Values)
        {
            member.Assignment = byMember.GetValueOrDefault(member.Id) ?? [];
            AnswerSync(member, Synced(group, member));
        }
    }

    /// <summary>Members that took the generation but never asked for their part of it are gone.</summary>
    private void SyncPassed(Group group)
    {
        lock (group.Lock)
        {
            bool applies = group.State is GroupState.CompletingRebalance or GroupState.Stable && !group.Sync.IsSet && !_stopped;
            if (!applies)
            {
                return;
            }

            List<GroupMember> silent = group.Members.Values.Where(member => !member.HasSynced).ToList();
            foreach (GroupMember member in silent)
            {
                Remove(group, member, "it did not ask for its assignment in time");
            }

            if (silent.Count > 0)
            {
                Rebalance(group, "members did not ask for their assignment");
            }
        }
    }

    private void AnswerSync(GroupMember member, SyncGroupResponse response)
    {
        if (member.ParkedSync is { } parked)
        {
            parked.Complete(response);
            member.ParkedSync = null;
            ExtendSession(member);
        }
    }

    private static SyncGroupResponse SyncError(ErrorCode error) => new() { ErrorCode = (short)error };

    private static SyncGroupResponse Synced(Group group, GroupMember member) =>
        new()
        {
            ProtocolType = group.ProtocolType,
            ProtocolName = group.Protocol,
            Assignment = member.Assignment,
        };
}
