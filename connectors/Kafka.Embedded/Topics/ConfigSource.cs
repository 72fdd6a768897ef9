namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>Where the value of a config comes from; numbers of the Kafka protocol.</summary>
internal enum ConfigSource : sbyte
{
    TopicOverride = 1,
    DynamicBroker = 2,
    StaticBroker = 4,
    Default = 5,
}
