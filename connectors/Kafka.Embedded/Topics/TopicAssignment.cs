namespace NbaPipeline.Kafka.Embedded.Topics;

/// <summary>A manual replica assignment of CreateTopics. With one node only its shape counts.</summary>
internal readonly record struct TopicAssignment(int PartitionIndex, IReadOnlyList<int> BrokerIds);
