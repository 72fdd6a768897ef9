namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>The broker's configs: dynamic ones over the options it was started with (spec section 15). The values may change while it runs.</summary>
internal sealed class BrokerConfig
{
    /// <summary><c>num.partitions</c>.</summary>
    public int DefaultPartitions => throw new NotImplementedException();

    /// <summary><c>auto.create.topics.enable</c>.</summary>
    public bool AutoCreateTopics => throw new NotImplementedException();

    /// <summary><c>group.initial.rebalance.delay.ms</c>.</summary>
    public int GroupInitialRebalanceDelayMs => throw new NotImplementedException();

    public IReadOnlyList<ConfigDescription> Describe(IReadOnlyCollection<string>? names = null) => throw new NotImplementedException();
}
