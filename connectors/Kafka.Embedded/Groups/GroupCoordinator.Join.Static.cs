using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class GroupCoordinator
{
    private const short SkipAssignmentSince = 9;

    /// <summary>
    /// A static member came back without its member id: the new id takes over place and assignment, the old one is fenced. A stable group
    /// does not rebalance for it unless the choice of protocol changes (spec section 12.3).
    /// </summary>
    private Task<JoinGroupResponse> ReplaceStatic(
        Group group,
        GroupMember member,
        string newId,
        JoinGroupRequest request,
        RequestContext context
    )
    {
        string? formerLeader = group.LeaderId;
        GroupLog.MemberReplaced(
            _logger,
            GroupLog.Printable(group.Id),
            GroupLog.Printable(member.InstanceId!),
            GroupLog.Printable(member.Id)
        );
        Release(member, ErrorCode.FencedInstanceId);
        group.Rename(member, newId);
        Update(group, member, request, context);
        _deadlines.Set(member.Session, member.IsNew ? _options.NewMemberTimeoutMs : member.SessionTimeoutMs);
        bool keepsGeneration =
            group.State == GroupState.Stable && string.Equals(group.Protocol, group.SelectProtocol(), StringComparison.Ordinal);
        if (!keepsGeneration)
        {
            Task<JoinGroupResponse> answer = Park(group, member, context.ApiVersion);
            Rebalance(group, "a static member came back");
            return answer;
        }

        member.HasSynced = true;
        JoinGroupResponse response = Joined(group, member);
        if (context.ApiVersion >= SkipAssignmentSince)
        {
            response.SkipAssignment = IsLeader(group, member);
        }
        else
        {
            // Under its former id the leader does not know itself, so it makes no assignment that nobody would get.
            response.Leader = formerLeader ?? "";
            response.Members = [];
        }

        return Task.FromResult(response);
    }
}
