using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

internal sealed partial class GroupCoordinator
{
    private const string GroupType = "classic";
    private const int AuthorizedOperations = 0x148;

    /// <summary>DescribeGroups (spec section 12.8). An unknown group is Dead, without an error.</summary>
    public DescribeGroupsResponse Describe(DescribeGroupsRequest request, RequestContext context)
    {
        _deadlines.PassDue();
        var response = new DescribeGroupsResponse();
        foreach (string id in request.Groups)
        {
            DescribeGroupsResponse.GroupsItem described = Describe(id);
            described.AuthorizedOperations = request.IncludeAuthorizedOperations ? AuthorizedOperations : int.MinValue;
            response.Groups.Add(described);
        }

        return response;
    }

    /// <summary>ListGroups (spec section 12.8): also groups that only hold offsets, with an empty protocol type (pitfall 46).</summary>
    public ListGroupsResponse List(ListGroupsRequest request, RequestContext context)
    {
        _deadlines.PassDue();
        var response = new ListGroupsResponse();
        if (!Matches(request.TypesFilter, GroupType))
        {
            return response;
        }

        foreach (Group group in _groups.Values)
        {
            lock (group.Lock)
            {
                string state = group.State.ToString();
                if (group.State == GroupState.Dead || !Matches(request.StatesFilter, state))
                {
                    continue;
                }

                response.Groups.Add(
                    new()
                    {
                        GroupId = group.Id,
                        ProtocolType = group.ProtocolType,
                        GroupState = state,
                        GroupType = GroupType,
                    }
                );
            }
        }

        response.Groups.Sort((a, b) => string.CompareOrdinal(a.GroupId, b.GroupId));
        return response;
    }

    private static bool Matches(List<string> filter, string name) =>
        filter.Count == 0 || filter.Contains(name, StringComparer.OrdinalIgnoreCase);

    private DescribeGroupsResponse.GroupsItem Describe(string id)
    {
        Group? group = Enter(id, create: false);
        try
        {
            if (group is null)
            {
                return new() { GroupId = id, GroupState = nameof(GroupState.Dead) };
            }

            bool isStable = group.State == GroupState.Stable;
            return new()
            {
                GroupId = id,
                GroupState = group.State.ToString(),
                ProtocolType = group.ProtocolType,
                ProtocolData = isStable ? group.Protocol! : "",
                Members = group
                    .Members.Values.Select(member => new DescribeGroupsResponse.GroupsItem.MembersItem
                    {
                        MemberId = member.Id,
                        GroupInstanceId = member.InstanceId,
                        ClientId = member.ClientId,
                        ClientHost = member.ClientHost,
                        MemberMetadata = isStable ? member.MetadataFor(group.Protocol) : [],
                        MemberAssignment = isStable ? member.Assignment : [],
                    })
                    .ToList(),
            };
        }
        finally
        {
            group?.Lock.Exit();
        }
    }
}
