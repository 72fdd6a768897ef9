using NbaPipeline.Kafka.Embedded.Protocol;

namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>A member of a group. Guarded by the group's lock.</summary>
internal sealed class GroupMember
{
    public GroupMember(string id, string? instanceId, Action<GroupMember> sessionPassed)
    {
        Id = id;
        InstanceId = instanceId;
        Session = new(() => sessionPassed(this));
    }

    /// <summary>Changes when a static member is replaced.</summary>
    public string Id { get; set; }

    public string? InstanceId { get; }

    public bool IsStatic => InstanceId is not null;

    public string ClientId { get; set; } = "";

    public string ClientHost { get; set; } = "";

    public int SessionTimeoutMs { get; set; }

    public int RebalanceTimeoutMs { get; set; }

    /// <summary>In the order of the member's preference.</summary>
    public IReadOnlyList<JoinGroupRequest.ProtocolsItem> Protocols { get; set; } = [];

    public byte[] Assignment { get; set; } = [];

    /// <summary>Orders the joins of one rebalance: the first one leads.</summary>
    public long JoinOrder { get; set; }

    /// <summary>Its first join is not answered yet.</summary>
    public bool IsNew { get; set; } = true;

    /// <summary>It has sent a SyncGroup in this generation.</summary>
    public bool HasSynced { get; set; }

    public ParkedRequest<JoinGroupResponse>? ParkedJoin { get; set; }

    public ParkedRequest<SyncGroupResponse>? ParkedSync { get; set; }

    public bool IsParked => ParkedJoin is not null || ParkedSync is not null;

    /// <summary>The member is given up unless it is heard of before.</summary>
    public Deadline Session { get; }

    public byte[] MetadataFor(string? protocol) =>
        Protocols.FirstOrDefault(offered => string.Equals(offered.Name, protocol, StringComparison.Ordinal))?.Metadata ?? [];

    /// <summary>The same protocols in the same order with the same metadata: nothing a rebalance could change.</summary>
    public bool Offers(IReadOnlyList<JoinGroupRequest.ProtocolsItem> protocols)
    {
        if (protocols.Count != Protocols.Count)
        {
            return false;
        }

        for (int i = 0; i < protocols.Count; i++)
        {
            bool same =
                string.Equals(protocols[i].Name, Protocols[i].Name, StringComparison.Ordinal)
                && protocols[i].Metadata.AsSpan().SequenceEqual(Protocols[i].Metadata);
            if (!same)
            {
                return false;
            }
        }

        return true;
    }
}
