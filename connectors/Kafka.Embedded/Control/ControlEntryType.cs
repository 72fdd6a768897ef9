namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>The type byte of a control-log record. The numbers are on disk: never reuse one.</summary>
internal enum ControlEntryType : byte
{
    TopicCreated = 1,
    PartitionsAdded = 2,
    TopicConfigsSet = 3,
    TopicDeleted = 4,
    BrokerConfigsSet = 5,
    ClusterIdSet = 6,
    ProducerIdBlock = 7,
    Started = 8,
    Recovered = 9,
    TransactionChanged = 10,
    TransactionCompleted = 11,
    TransactionRemoved = 12,
    OutcomeKept = 13,
    GroupGeneration = 14,
    GroupRemoved = 15,
    GenerationFloor = 16,
    OffsetsCommitted = 17,
    OffsetsRemoved = 18,
    OffsetsPending = 19,
    PendingOffsetsDropped = 20,
    LogStartMoved = 21,
}
