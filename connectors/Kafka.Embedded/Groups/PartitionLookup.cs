namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>The id of a topic that has the partition, or null. Called under a group's lock: it must not take another one.</summary>
internal delegate Guid? PartitionLookup(string topic, int partition);
