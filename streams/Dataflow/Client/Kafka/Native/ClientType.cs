namespace NbaPipeline.Dataflow.Client.Kafka.Native;

/// <summary>rd_kafka_type_t.</summary>
internal enum ClientType
{
    Producer,
    Consumer,
}
