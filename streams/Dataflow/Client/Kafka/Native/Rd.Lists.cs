using System.Runtime.InteropServices;

namespace NbaPipeline.Dataflow.Client.Kafka.Native;

internal static unsafe partial class Rd
{
    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_partition_list_new")]
    public static partial RdTopicPartitionList* ListNew(int capacity);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_partition_list_destroy")]
    public static partial void ListDestroy(RdTopicPartitionList* list);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_partition_list_add", StringMarshalling = StringMarshalling.Utf8)]
    public static partial RdTopicPartition* ListAdd(RdTopicPartitionList* list, string topic, int partition);

    /// <summary>Memory for what librdkafka will free itself (the metadata of a list entry).</summary>
    [LibraryImport(Library, EntryPoint = "rd_kafka_mem_malloc")]
    public static partial void* Malloc(nint client, nuint size);
}
