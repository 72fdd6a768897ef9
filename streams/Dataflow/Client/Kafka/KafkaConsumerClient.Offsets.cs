using System.Diagnostics;
using System.Text;
using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

internal sealed unsafe partial class KafkaConsumerClient
{
    private const long NothingCommitted = -1;
    private const int CommitTimeoutMs = 30_000;
    private const int ListOffsetsOperation = 21;
    private const int ReadUncommitted = 0;

    public IReadOnlyList<CommittedOffset> Committed(IReadOnlyList<TopicPartition> partitions, int timeoutMs)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var remaining = Math.Max(1, timeoutMs - (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            using var list = PartitionList.Of(partitions);
            var code = Rd.Committed(_client, list.Native, remaining);
            if (code == RdCode.Ok)
                code = list.FirstError(out _);
            if (code == RdCode.Ok)
                return ReadCommitted(list.Native);
            var retriable = ClientErrors.Kind(code) == ClientErrorKind.Retriable;
            if (!retriable || Stopwatch.GetElapsedTime(started).TotalMilliseconds >= timeoutMs)
                throw ClientErrors.From(code, _bootstrap, $"reading the committed offsets of group {_group}", timeoutMs);
            Pausing.Wait(RetryPauseMs);
        }
    }

    public (long Low, long High) QueryWatermarks(TopicPartition partition, int timeoutMs)
    {
        // Not rd_kafka_query_watermark_offsets: it asks with the consumer's isolation level, so High would be the last stable offset.
        var started = Stopwatch.GetTimestamp();
        var low = ListOffset(partition, PartitionOffset.Beginning, timeoutMs);
        var remaining = Math.Max(1, timeoutMs - (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return (low, ListOffset(partition, PartitionOffset.End, remaining));
    }

    public void Commit(IReadOnlyList<CommittedOffset> offsets)
    {
        using var list = PartitionList.Of(offsets, _client);
        var queue = Rd.QueueNew(_client);
        try
        {
            // Through a queue of our own: rd_kafka_commit waits without limit for a coordinator that does not come back.
            Check(Rd.CommitQueue(_client, list.Native, queue, 0, 0), $"commit of group {_group}");
            var evt = Rd.QueuePoll(queue, CommitTimeoutMs);
            if (evt == 0)
                throw ClientErrors.Unreachable(_bootstrap, $"commit of group {_group}", CommitTimeoutMs, RdCode.TimedOut);
            var code = Rd.EventError(evt);
            Rd.EventDestroy(evt);
            Check(code, $"commit of group {_group}", CommitTimeoutMs);
        }
        finally
        {
            Rd.QueueDestroy(queue);
        }
    }

    private static List<CommittedOffset> ReadCommitted(RdTopicPartitionList* list)
    {
        var read = new List<CommittedOffset>(list->Count);
        for (var i = 0; i < list->Count; i++)
        {
            ref var item = ref list->Items[i];
            var metadata = item.Metadata == null ? string.Empty : Encoding.UTF8.GetString(item.Metadata, (int)item.MetadataSize);
            read.Add(new(new(Utf8.Text(item.Topic), item.Partition), item.Offset < 0 ? NothingCommitted : item.Offset, metadata));
        }
        return read;
    }

    private long ListOffset(TopicPartition partition, long what, int timeoutMs)
    {
        using var list = PartitionList.Of(partition, what);
        var operation = $"asking for the offsets of {partition}";
        var queue = Rd.QueueNew(_client);
        var options = Rd.AdminOptionsNew(_client, ListOffsetsOperation);
        nint evt = 0;
        try
        {
            const int ErrorSize = 256;
            var error = stackalloc byte[ErrorSize];
            Check(Rd.AdminOptionsSetTimeout(options, timeoutMs, error, ErrorSize), operation);
            Check(Rd.AdminOptionsSetIsolation(options, ReadUncommitted), operation);
            Rd.ListOffsets(_client, list.Native, options, queue);
            evt = Rd.QueuePoll(queue, timeoutMs);
            if (evt == 0)
                throw ClientErrors.Unreachable(_bootstrap, operation, timeoutMs, RdCode.TimedOut);
            Check(Rd.EventError(evt), operation, timeoutMs);
            nuint count;
            var infos = Rd.ListOffsetsInfos(Rd.EventListOffsets(evt), &count);
            var found = Rd.ListOffsetsPartition(infos[0]);
            Check(found->Error, operation, timeoutMs);
            return ClientErrors.Offset(found->Offset, _bootstrap, operation, timeoutMs);
        }
        finally
        {
            if (evt != 0)
                Rd.EventDestroy(evt);
            Rd.AdminOptionsDestroy(options);
            Rd.QueueDestroy(queue);
        }
    }
}
