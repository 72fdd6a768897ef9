namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>What IncrementalAlterConfigs does to one config; numbers of the Kafka protocol.</summary>
internal enum ConfigOperation : sbyte
{
    Set = 0,
    Delete = 1,
    Append = 2,
    Subtract = 3,
}
