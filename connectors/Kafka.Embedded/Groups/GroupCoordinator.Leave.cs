using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class GroupCoordinator
{
    private const short LeaveManySince = 3;

    /// <summary>Heartbeat (spec section 12.5).</summary>
    public HeartbeatResponse Heartbeat(HeartbeatRequest request, RequestContext context)
    {
        if (request.GroupId.Length == 0)
        {
            return new() { ErrorCode = (short)ErrorCode.InvalidGroupId };
        }

        Group? group = Enter(request.GroupId, create: false);
        try
        {
            ErrorCode error = group is null
                ? ErrorCode.UnknownMemberId
                : CheckMember(group, request.MemberId, request.GroupInstanceId, request.GenerationId);
            if (error == ErrorCode.None)
            {
                ExtendSession(group!.Members[request.MemberId]);
                error = group.State == GroupState.PreparingRebalance ? ErrorCode.RebalanceInProgress : ErrorCode.None;
            }

            return new() { ErrorCode = (short)error };
        }
        finally
        {
            group?.Lock.Exit();
        }
    }

    /// <summary>LeaveGroup (spec section 12.5): one member up to version 2, a list from 3.</summary>
    public LeaveGroupResponse Leave(LeaveGroupRequest request, RequestContext context)
    {
        if (request.GroupId.Length == 0)
        {
            return new() { ErrorCode = (short)ErrorCode.InvalidGroupId };
        }

        Group? group = Enter(request.GroupId, create: false);
        try
        {
            int membersBefore = group?.Members.Count ?? 0;
            var response = new LeaveGroupResponse();
            if (context.ApiVersion < LeaveManySince)
            {
                response.ErrorCode = (short)Leave(group, request.MemberId, instanceId: null);
            }
            else
            {
                response.Members = request
                    .Members.Select(leaving => Left(leaving, Leave(group, leaving.MemberId, leaving.GroupInstanceId)))
                    .ToList();
            }

            if (group is not null && group.Members.Count < membersBefore)
            {
                Rebalance(group, "a member left");
            }
            else if (group is not null)
            {
                CompleteIfAllJoined(group); // A pending id may have been all that was waited for.
            }

            return response;
        }
        finally
        {
            group?.Lock.Exit();
        }
    }

    private static LeaveGroupResponse.MembersItem Left(LeaveGroupRequest.MembersItem leaving, ErrorCode error) =>
        new()
        {
            MemberId = leaving.MemberId,
            GroupInstanceId = leaving.GroupInstanceId,
            ErrorCode = (short)error,
        };

    private ErrorCode Leave(Group? group, string memberId, string? instanceId)
    {
        if (group is null)
        {
            return ErrorCode.UnknownMemberId;
        }

        if (memberId.Length == 0 && instanceId is not null)
        {
            // An administrator removes a static member by its instance id alone.
            memberId = group.StaticMembers.GetValueOrDefault(instanceId) ?? "";
        }
        else if (group.PendingIds.Remove(memberId, out Deadline? pending))
        {
            _deadlines.Clear(pending);
            return ErrorCode.None;
        }

        ErrorCode error = CheckMember(group, memberId, instanceId);
        if (error == ErrorCode.None)
        {
            Remove(group, group.Members[memberId], "it left");
        }

        return error;
    }

    private void SessionPassed(Group group, GroupMember member)
    {
        lock (group.Lock)
        {
            bool isMember = group.Members.TryGetValue(member.Id, out GroupMember? current) && ReferenceEquals(current, member);
            bool isWaiting = member.IsParked && !member.IsNew;
            if (!isMember || isWaiting || member.Session.IsSet || _stopped)
            {
                return;
            }

            Remove(group, member, "its session timed out");
            Rebalance(group, "a session timed out");
        }
    }

    private void PendingIdPassed(Group group, string memberId)
    {
        lock (group.Lock)
        {
            if (group.PendingIds.TryGetValue(memberId, out Deadline? pending) && !pending.IsSet && !_stopped)
            {
                group.PendingIds.Remove(memberId);
                CompleteIfAllJoined(group);
            }
        }
    }

    private void Remove(Group group, GroupMember member, string reason)
    {
        GroupLog.MemberLost(_logger, GroupLog.Printable(group.Id), GroupLog.Printable(member.Id), reason);
        Release(member, ErrorCode.UnknownMemberId);
        _deadlines.Clear(member.Session);
        group.Remove(member);
    }

    /// <summary>Answers what the member has parked.</summary>
    private static void Release(GroupMember member, ErrorCode error)
    {
        if (member.ParkedJoin is { } join)
        {
            join.Complete(JoinError(error, join.ApiVersion, member.Id));
            member.ParkedJoin = null;
        }

        member.ParkedSync?.Complete(SyncError(error));
        member.ParkedSync = null;
    }
}
