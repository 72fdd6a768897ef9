using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class GroupCoordinator
{
    private const short NullProtocolNameSince = 7;

    private static Task<JoinGroupResponse> JoinFailed(
        ErrorCode error,
        JoinGroupRequest request,
        RequestContext context,
        string? memberId = null
    ) => Task.FromResult(JoinError(error, context.ApiVersion, memberId ?? request.MemberId));

    /// <summary>Complete also on an error: old clients read every field (spec section 12.3).</summary>
    private static JoinGroupResponse JoinError(ErrorCode error, short apiVersion, string memberId) =>
        new()
        {
            ErrorCode = (short)error,
            GenerationId = -1,
            ProtocolName = apiVersion >= NullProtocolNameSince ? null : "",
            Leader = "",
            MemberId = memberId,
        };

    /// <summary>The group's generation for one member; only the leader is told who the others are (pitfall 40).</summary>
    private static JoinGroupResponse Joined(Group group, GroupMember member) =>
        new()
        {
            GenerationId = group.Generation,
            ProtocolType = group.ProtocolType,
            ProtocolName = group.Protocol,
            Leader = group.LeaderId!,
            MemberId = member.Id,
            Members = IsLeader(group, member) ? MemberList(group) : [],
        };

    private static List<JoinGroupResponse.MembersItem> MemberList(Group group) =>
        group
            .Members.Values.Select(member => new JoinGroupResponse.MembersItem
            {
                MemberId = member.Id,
                GroupInstanceId = member.InstanceId,
                Metadata = member.MetadataFor(group.Protocol),
            })
            .ToList();
}
