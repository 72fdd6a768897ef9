using System.Runtime.InteropServices;

namespace NbaPipeline.Dataflow.Client.Kafka.Native;

/// <summary>Calls that answer through a queue of their own: offset commits with a deadline, and offsets by isolation level.</summary>
internal static unsafe partial class Rd
{
    [LibraryImport(Library, EntryPoint = "rd_kafka_queue_poll")]
    public static partial nint QueuePoll(nint queue, int timeoutMs);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_destroy")]
    public static partial void EventDestroy(nint evt);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_error")]
    public static partial int EventError(nint evt);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_topic_partition_list")]
    public static partial RdTopicPartitionList* EventPartitions(nint evt);

    [LibraryImport(Library, EntryPoint = "rd_kafka_AdminOptions_new")]
    public static partial nint AdminOptionsNew(nint client, int operation);

    [LibraryImport(Library, EntryPoint = "rd_kafka_AdminOptions_destroy")]
    public static partial void AdminOptionsDestroy(nint options);

    [LibraryImport(Library, EntryPoint = "rd_kafka_AdminOptions_set_request_timeout")]
    public static partial int AdminOptionsSetTimeout(nint options, int timeoutMs, byte* error, nuint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_AdminOptions_set_isolation_level")]
    public static partial nint AdminOptionsSetIsolation(nint options, int level);

    [LibraryImport(Library, EntryPoint = "rd_kafka_ListOffsets")]
    public static partial void ListOffsets(nint client, RdTopicPartitionList* partitions, nint options, nint queue);

    [LibraryImport(Library, EntryPoint = "rd_kafka_event_ListOffsets_result")]
    public static partial nint EventListOffsets(nint evt);

    [LibraryImport(Library, EntryPoint = "rd_kafka_ListOffsets_result_infos")]
    public static partial nint* ListOffsetsInfos(nint result, nuint* count);

    [LibraryImport(Library, EntryPoint = "rd_kafka_ListOffsetsResultInfo_topic_partition")]
    public static partial RdTopicPartition* ListOffsetsPartition(nint info);
}
