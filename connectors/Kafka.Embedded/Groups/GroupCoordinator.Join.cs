using System.Globalization;
using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class GroupCoordinator
{
    private const short MemberIdRequiredSince = 4;
    private const int LongestClientIdInMemberId = 256;

    /// <summary>JoinGroup (spec section 12.3). Completes when the group's next generation is there, at once on an error or a repeat.</summary>
    /// <exception cref="OperationCanceledException">The broker stops.</exception>
    public Task<JoinGroupResponse> JoinAsync(JoinGroupRequest request, RequestContext context)
    {
        GroupOptions options = _options;
        if (request.GroupId.Length == 0)
        {
            return JoinFailed(ErrorCode.InvalidGroupId, request, context);
        }

        if (request.SessionTimeoutMs < options.MinSessionTimeoutMs || request.SessionTimeoutMs > options.MaxSessionTimeoutMs)
        {
            return JoinFailed(ErrorCode.InvalidSessionTimeout, request, context);
        }

        bool isNew = request.MemberId.Length == 0;
        Group? group = Enter(request.GroupId, create: isNew);
        try
        {
            if (_stopped)
            {
                return Task.FromCanceled<JoinGroupResponse>(new CancellationToken(canceled: true));
            }

            if (group is null)
            {
                return JoinFailed(ErrorCode.UnknownMemberId, request, context);
            }

            if (!group.Accepts(request.ProtocolType, request.Protocols))
            {
                return JoinFailed(ErrorCode.InconsistentGroupProtocol, request, context);
            }

            return isNew ? JoinNew(group, request, context) : JoinAgain(group, request, context);
        }
        finally
        {
            group?.Lock.Exit();
        }
    }

    private Task<JoinGroupResponse> JoinNew(Group group, JoinGroupRequest request, RequestContext context)
    {
        string id = NewMemberId(request.GroupInstanceId ?? context.ClientId);
        if (request.GroupInstanceId is { } instance && group.StaticMembers.TryGetValue(instance, out string? replaced))
        {
            return ReplaceStatic(group, group.Members[replaced], id, request, context);
        }

        if (group.Members.Count + group.PendingIds.Count >= _options.MaxSize)
        {
            return JoinFailed(ErrorCode.GroupMaxSizeReached, request, context);
        }

        if (request.GroupInstanceId is not null || context.ApiVersion < MemberIdRequiredSince)
        {
            return Add(group, id, request, context);
        }

        // The id is known to be on its way back: a generation without it would be followed at once by another (pitfall 39).
        var pending = new Deadline(() => PendingIdPassed(group, id));
        group.PendingIds.Add(id, pending);
        group.HasNewcomer = true;
        _deadlines.Set(pending, request.SessionTimeoutMs);
        return JoinFailed(ErrorCode.MemberIdRequired, request, context, id);
    }

    private Task<JoinGroupResponse> JoinAgain(Group group, JoinGroupRequest request, RequestContext context)
    {
        if (request.GroupInstanceId is null && group.PendingIds.Remove(request.MemberId, out Deadline? pending))
        {
            _deadlines.Clear(pending);
            return Add(group, request.MemberId, request, context);
        }

        ErrorCode error = CheckMember(group, request.MemberId, request.GroupInstanceId);
        if (error != ErrorCode.None)
        {
            return JoinFailed(error, request, context);
        }

        GroupMember member = group.Members[request.MemberId];
        bool isUnchanged = member.Offers(request.Protocols);
        bool isRepeat =
            isUnchanged
            && (group.State == GroupState.CompletingRebalance || (group.State == GroupState.Stable && !IsLeader(group, member)));
        if (isRepeat)
        {
            ExtendSession(member);
            return Task.FromResult(Joined(group, member));
        }

        Update(group, member, request, context);
        Task<JoinGroupResponse> answer = Park(group, member, context.ApiVersion);
        Rebalance(group, isUnchanged ? "the leader joins again" : "a member joins again");
        return answer;
    }

    private Task<JoinGroupResponse> Add(Group group, string id, JoinGroupRequest request, RequestContext context)
    {
        var member = new GroupMember(id, request.GroupInstanceId, lost => SessionPassed(group, lost));
        if (group.Members.Count == 0)
        {
            group.ProtocolType = request.ProtocolType;
        }

        group.Add(member);
        Update(group, member, request, context);
        _deadlines.Set(member.Session, _options.NewMemberTimeoutMs);
        Task<JoinGroupResponse> answer = Park(group, member, context.ApiVersion);
        group.HasNewcomer = true;
        Rebalance(group, "a member joins");
        return answer;
    }

    private static void Update(Group group, GroupMember member, JoinGroupRequest request, RequestContext context)
    {
        member.ClientId = context.ClientId;
        member.ClientHost = context.ClientHost;
        member.SessionTimeoutMs = request.SessionTimeoutMs;
        member.RebalanceTimeoutMs = request.RebalanceTimeoutMs > 0 ? request.RebalanceTimeoutMs : request.SessionTimeoutMs;
        group.SetProtocols(member, request.Protocols);
    }

    private static Task<JoinGroupResponse> Park(Group group, GroupMember member, short apiVersion)
    {
        if (member.ParkedJoin is { } earlier)
        {
            // The client gave up waiting on another connection. Its place in the order stays.
            earlier.Complete(JoinError(ErrorCode.RebalanceInProgress, earlier.ApiVersion, member.Id));
        }
        else
        {
            member.JoinOrder = group.NextJoinOrder++;
        }

        member.ParkedJoin = new(apiVersion);
        return member.ParkedJoin.Answer;
    }

    private static string NewMemberId(string prefix) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{prefix.AsSpan(0, Math.Min(prefix.Length, LongestClientIdInMemberId))}-{Guid.NewGuid():D}"
        );

    private static bool IsLeader(Group group, GroupMember member) => string.Equals(group.LeaderId, member.Id, StringComparison.Ordinal);
}
