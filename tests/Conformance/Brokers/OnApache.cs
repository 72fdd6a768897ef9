namespace NbaPipeline.Conformance.Tests.Brokers;

/// <summary>Tests that share one Apache Kafka, and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class OnApache : ICollectionFixture<ApacheTestBroker>
{
    public const string Name = "Apache Kafka";
}
