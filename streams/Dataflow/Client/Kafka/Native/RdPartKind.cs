namespace NbaPipeline.Dataflow.Client.Kafka.Native;

/// <summary>rd_kafka_vtype_t: which argument of a message an <see cref="RdPart"/> is.</summary>
internal enum RdPartKind
{
    End,
    TopicName,
    Topic,
    Partition,
    Value,
    Key,
    Opaque,
    Flags,
    Timestamp,
    Header,
    Headers,
}
