namespace NbaPipeline.Conformance.Tests.Brokers;

/// <summary>Tests that share one embedded broker, and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class OnEmbedded : ICollectionFixture<EmbeddedTestBroker>
{
    public const string Name = "embedded broker";
}
