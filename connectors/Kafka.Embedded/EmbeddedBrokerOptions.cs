namespace NbaPipeline.Kafka.Embedded;

/// <summary>How an <see cref="EmbeddedBroker"/> runs. The defaults suit a laptop; see docs/broker.md.</summary>
public sealed class EmbeddedBrokerOptions
{
    /// <summary>The folder that holds everything the broker writes, or <c>:memory:</c> for tests. Required.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>The TCP port on both loopback addresses; 0 takes a free one, which <see cref="EmbeddedBroker.Port"/> then tells.</summary>
    public int Port { get; set; } = 9092;

    /// <summary>Address to bind instead of the two loopback ones. Anything that is not loopback needs <see cref="AllowRemote"/>.</summary>
    public string? ListenAddress { get; set; }

    /// <summary>Allows to bind an address that other machines reach. There is no TLS and, unless <see cref="SaslUsers"/> is set, no authentication.</summary>
    public bool AllowRemote { get; set; }

    /// <summary>The host name that clients are told to connect to.</summary>
    public string AdvertisedHost { get; set; } = "127.0.0.1";

    public int NodeId { get; set; } = 1;

    /// <summary>Creates an unknown topic when a client that allows it asks for its metadata.</summary>
    public bool AutoCreateTopics { get; set; } = true;

    /// <summary>Partitions of a topic created without a number.</summary>
    public int DefaultPartitions { get; set; } = 4;

    /// <summary>Topics that are created at the start unless they are there, with their partitions.</summary>
    public IDictionary<string, int> Topics { get; private set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Replication factors from 1 to this are accepted, so that production code runs unchanged; data is kept once.</summary>
    public int MaxReplicationFactor { get; set; } = 3;

    /// <summary>Refuses any replication factor but 1 and any assignment to other brokers, as a real one-node cluster would.</summary>
    public bool StrictReplication { get; set; }

    public FlushPolicy FlushPolicy { get; set; } = FlushPolicy.Interval;

    public int FlushIntervalMs { get; set; } = 1000;

    /// <summary>With less free disk space produce requests are refused, so that commits and deletions never meet a full disk.</summary>
    public long MinFreeBytes { get; set; } = 256L << 20;

    /// <summary>How long the first members of an empty group are waited for.</summary>
    public int GroupInitialRebalanceDelayMs { get; set; } = 100;

    public int MaxRequestBytes { get; set; } = 100 << 20;

    /// <summary>Memory that requests being read may take together; when it is used up, reading stops until some is free.</summary>
    public long RequestMemoryBytes { get; set; } = 32L << 20;

    public int MaxConnections { get; set; } = 1024;

    public int IdleConnectionMs { get; set; } = 600_000;

    public int TransactionMaxTimeoutMs { get; set; } = 900_000;

    public long ProducerIdExpirationMs { get; set; } = 86_400_000;

    public long TransactionalIdExpirationMs { get; set; } = 7L * 86_400_000;

    public long OffsetsRetentionMs { get; set; } = 7L * 86_400_000;

    /// <summary>Users and passwords of SASL/PLAIN. While it is empty, clients need not (and cannot) authenticate.</summary>
    public IDictionary<string, string> SaslUsers { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A copy that the owner of this object cannot change.</summary>
    internal EmbeddedBrokerOptions Copy()
    {
        var copy = (EmbeddedBrokerOptions)MemberwiseClone();
        copy.Topics = new Dictionary<string, int>(Topics, StringComparer.Ordinal);
        copy.SaslUsers = new Dictionary<string, string>(SaslUsers, StringComparer.Ordinal);
        return copy;
    }
}
