using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>
/// One group: members, generation, offsets (spec section 12.1). Everything in it is guarded by <see cref="Lock"/>; nothing is awaited under
/// that lock, and no other group's lock is taken under it.
/// </summary>
internal sealed partial class Group
{
    private readonly Dictionary<string, int> _protocolSupport = new(StringComparer.Ordinal);

    /// <remarks><c>generation</c>: The last one that was given out, perhaps to a former group of this name.</remarks>
    public Group(string id, int generation, long nowMs, Action<Group> rebalancePassed, Action<Group> syncPassed)
    {
        Id = id;
        Generation = generation;
        EmptySinceMs = nowMs;
        Rebalance = new(() => rebalancePassed(this));
        Sync = new(() => syncPassed(this));
    }

    public Lock Lock { get; } = new();

    public string Id { get; }

    public GroupState State { get; private set; } = GroupState.Empty;

    /// <summary>Monotonic; when the state became Empty.</summary>
    public long EmptySinceMs { get; private set; }

    public int Generation { get; set; }

    /// <summary>Empty for a group that only holds offsets.</summary>
    public string ProtocolType { get; set; } = "";

    /// <summary>The assignment strategy chosen by the members; null before the first generation and while there are no members.</summary>
    public string? Protocol { get; set; }

    public string? LeaderId { get; set; }

    public Dictionary<string, GroupMember> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Member ids of static members by their instance ids.</summary>
    public Dictionary<string, string> StaticMembers { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids given out with error 79 whose clients have not joined with them yet.</summary>
    public Dictionary<string, Deadline> PendingIds { get; } = new(StringComparer.Ordinal);

    public GroupOffsets Offsets { get; } = new();

    /// <summary>End of the join phase, or of the initial delay.</summary>
    public Deadline Rebalance { get; }

    /// <summary>By then every member must have sent its SyncGroup.</summary>
    public Deadline Sync { get; }

    /// <summary>The first members of an empty group are being waited for.</summary>
    public bool IsInitialDelay { get; set; }

    /// <summary>Monotonic; the initial delay is not extended past it.</summary>
    public long InitialDelayUntilMs { get; set; }

    /// <summary>Somebody came since the initial delay began or was last extended.</summary>
    public bool HasNewcomer { get; set; }

    /// <summary>The next generation is on its way to the control log; joins that come until it is there are part of it.</summary>
    public bool IsGenerationInFlight { get; set; }

    public long NextJoinOrder { get; set; }

    /// <summary>The control log knows the group, so its removal must be written too.</summary>
    public bool IsPersisted { get; set; }

    public GroupMember? Leader => LeaderId is null ? null : Members.GetValueOrDefault(LeaderId);

    /// <summary>What members are given to join again in, in milliseconds.</summary>
    public int RebalanceTimeoutMs => Members.Count == 0 ? 0 : Members.Values.Max(member => member.RebalanceTimeoutMs);

    public void Become(GroupState state, long nowMs)
    {
        State = state;
        if (state == GroupState.Empty)
        {
            EmptySinceMs = nowMs;
        }
    }

    public void Add(GroupMember member)
    {
        Members.Add(member.Id, member);
        if (member.InstanceId is { } instance)
        {
            StaticMembers[instance] = member.Id;
        }

        Count(member.Protocols, 1);
    }

    public void Remove(GroupMember member)
    {
        Members.Remove(member.Id);
        if (member.InstanceId is { } instance)
        {
            StaticMembers.Remove(instance);
        }

        if (string.Equals(LeaderId, member.Id, StringComparison.Ordinal))
        {
            LeaderId = null;
        }

        Count(member.Protocols, -1);
    }

    /// <summary>A static member takes a new id and keeps its place, assignment and, if it has it, the lead.</summary>
    public void Rename(GroupMember member, string newId)
    {
        Members.Remove(member.Id);
        if (string.Equals(LeaderId, member.Id, StringComparison.Ordinal))
        {
            LeaderId = newId;
        }

        member.Id = newId;
        Members.Add(newId, member);
        StaticMembers[member.InstanceId!] = newId;
    }

    public void SetProtocols(GroupMember member, IReadOnlyList<JoinGroupRequest.ProtocolsItem> protocols)
    {
        Count(member.Protocols, -1);
        member.Protocols = protocols;
        Count(protocols, 1);
    }

    /// <summary>Whether a member with these protocols could be part of the group as it is.</summary>
    public bool Accepts(string protocolType, IReadOnlyList<JoinGroupRequest.ProtocolsItem> protocols)
    {
        if (protocolType.Length == 0 || protocols.Count == 0)
        {
            return false;
        }

        return Members.Count == 0
            || (string.Equals(ProtocolType, protocolType, StringComparison.Ordinal) && protocols.Any(offered => IsCommon(offered.Name)));
    }

    /// <summary>The protocol that most members prefer among those that all support; ties go to the one the first member of the group likes better.</summary>
    public string SelectProtocol()
    {
        List<string> common = Members.Values.First().Protocols.Select(offered => offered.Name).Where(IsCommon).ToList();
        if (common.Count == 0)
        {
            throw new InvalidOperationException(
                $"The {Members.Count} members of a group have no protocol in common; each was checked when it joined."
            );
        }

        Dictionary<string, int> votes = new(StringComparer.Ordinal);
        foreach (GroupMember member in Members.Values)
        {
            string choice = member.Protocols.First(offered => IsCommon(offered.Name)).Name;
            votes[choice] = votes.GetValueOrDefault(choice) + 1;
        }

        return common.MaxBy(votes.GetValueOrDefault)!;
    }

    private bool IsCommon(string protocol) => _protocolSupport.GetValueOrDefault(protocol) == Members.Count;

    private void Count(IReadOnlyList<JoinGroupRequest.ProtocolsItem> protocols, int by)
    {
        for (int i = 0; i < protocols.Count; i++)
        {
            string name = protocols[i].Name;
            if (IsRepeated(protocols, i))
            {
                continue;
            }

            int support = _protocolSupport.GetValueOrDefault(name) + by;
            if (support == 0)
            {
                _protocolSupport.Remove(name);
            }
            else
            {
                _protocolSupport[name] = support;
            }
        }
    }

    private static bool IsRepeated(IReadOnlyList<JoinGroupRequest.ProtocolsItem> protocols, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (string.Equals(protocols[i].Name, protocols[index].Name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
