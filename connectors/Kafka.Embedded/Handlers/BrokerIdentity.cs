namespace NbaPipeline.Kafka.Embedded.Handlers;

/// <summary>How this broker presents itself to clients: the one node that is leader, coordinator and controller of everything.</summary>
/// <param name="NodeId">Its number.</param>
/// <param name="ClusterId">22 characters, the same over restarts.</param>
/// <param name="Host">Where clients are told to connect.</param>
internal sealed record BrokerIdentity(int NodeId, string ClusterId, string Host)
{
    /// <summary>The port that is bound; set before the first connection is accepted.</summary>
    public int Port { get; set; }

    /// <summary>The replicas, and in-sync replicas, of every partition.</summary>
    public List<int> Nodes { get; } = [NodeId];
}
