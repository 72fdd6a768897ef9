using System.Runtime.InteropServices;

namespace NbaPipeline.Dataflow.Client.Kafka.Native;

/// <summary>rd_kafka_topic_partition_list_t.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RdTopicPartitionList
{
    public int Count;
    public int Capacity;
    public RdTopicPartition* Items;
}
