using System.Text;

namespace NbaPipeline.Dataflow.Client.Kafka.Native;

/// <summary>A native list of partitions, freed on disposal.</summary>
internal readonly unsafe ref struct PartitionList
{
    public readonly RdTopicPartitionList* Native;

    private PartitionList(RdTopicPartitionList* native) => Native = native;

    public int Count => Native->Count;

    public static PartitionList Empty() => new(Rd.ListNew(1));

    public static PartitionList OfTopics(IReadOnlyList<string> topics)
    {
        var list = Rd.ListNew(topics.Count);
        foreach (var topic in topics)
            Rd.ListAdd(list, topic, -1);
        return new(list);
    }

    public static PartitionList Of(TopicPartition partition, long offset)
    {
        var list = Rd.ListNew(1);
        Rd.ListAdd(list, partition.Topic, partition.Partition)->Offset = offset;
        return new(list);
    }

    public static PartitionList Of(IReadOnlyList<TopicPartition> partitions)
    {
        var list = Rd.ListNew(partitions.Count);
        foreach (var (topic, partition) in partitions)
            Rd.ListAdd(list, topic, partition);
        return new(list);
    }

    public static PartitionList Of(IReadOnlyList<PartitionOffset> partitions)
    {
        var list = Rd.ListNew(partitions.Count);
        foreach (var (partition, offset) in partitions)
            Rd.ListAdd(list, partition.Topic, partition.Partition)->Offset = offset;
        return new(list);
    }

    public static PartitionList Of(IReadOnlyList<CommittedOffset> offsets, nint client)
    {
        var list = Rd.ListNew(offsets.Count);
        foreach (var (partition, offset, metadata) in offsets)
        {
            var entry = Rd.ListAdd(list, partition.Topic, partition.Partition);
            entry->Offset = offset;
            var size = Encoding.UTF8.GetByteCount(metadata ?? string.Empty);
            if (size == 0)
                continue;
            entry->Metadata = (byte*)Rd.Malloc(client, (nuint)size); // freed by librdkafka with the list
            entry->MetadataSize = (nuint)size;
            Encoding.UTF8.GetBytes(metadata, new Span<byte>(entry->Metadata, size));
        }
        return new(list);
    }

    public static List<TopicPartition> Read(RdTopicPartitionList* list)
    {
        var read = new List<TopicPartition>(list->Count);
        for (var i = 0; i < list->Count; i++)
            read.Add(new(Utf8.Text(list->Items[i].Topic), list->Items[i].Partition));
        return read;
    }

    /// <summary>The code of the first entry that carries one, with the entry as text; 0 when none does.</summary>
    public int FirstError(out string where)
    {
        for (var i = 0; i < Native->Count; i++)
        {
            ref var item = ref Native->Items[i];
            if (item.Error == RdCode.Ok)
                continue;
            where = $"{Utf8.Text(item.Topic)}-{item.Partition}";
            return item.Error;
        }
        where = string.Empty;
        return RdCode.Ok;
    }

    public void Dispose() => Rd.ListDestroy(Native);
}
