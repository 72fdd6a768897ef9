namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>What a config belongs to; numbers of the Kafka protocol.</summary>
internal enum ConfigResource : sbyte
{
    Topic = 2,
    Broker = 4,
}
