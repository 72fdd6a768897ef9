namespace NbaPipeline.Dataflow.Tests.Client;

/// <summary>Tests that share one broker.</summary>
[CollectionDefinition(Name)]
public sealed class KafkaCollection : ICollectionFixture<KafkaBroker>
{
    public const string Name = "kafka";
}
