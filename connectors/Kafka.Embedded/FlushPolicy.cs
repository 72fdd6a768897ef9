namespace NbaPipeline.Kafka.Embedded;

/// <summary>
/// When acknowledged data is forced to the disk. Whatever the policy, acknowledged data survives a crash or kill of the process; the policy
/// decides what survives a power failure.
/// </summary>
public enum FlushPolicy
{
    /// <summary>Every <see cref="EmbeddedBrokerOptions.FlushIntervalMs"/>: a power failure may take what was written since. As Apache Kafka on one node promises.</summary>
    Interval,

    /// <summary>Before each answer to a produce with acks=all, an offset commit or a step of a transaction: a power failure takes nothing acknowledged.</summary>
    EveryAck,

    /// <summary>Left to the operating system. For tests.</summary>
    Never,
}
