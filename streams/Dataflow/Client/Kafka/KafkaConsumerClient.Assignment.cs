using System.Diagnostics;
using NbaPipeline.Dataflow.Client.Kafka.Native;

namespace NbaPipeline.Dataflow.Client.Kafka;

internal sealed unsafe partial class KafkaConsumerClient
{
    private const int SeekTimeoutMs = 10_000;
    private const int RetryPauseMs = 10;

    /// <summary>Never set: waited on to pause between tries.</summary>
    private static readonly ManualResetEventSlim Pausing = new();

    public void Assign(IReadOnlyList<PartitionOffset> partitions)
    {
        using var list = PartitionList.Of(partitions);
        Check(Rd.Assign(_client, list.Native), "assign");
    }

    public void IncrementalAssign(IReadOnlyList<PartitionOffset> partitions)
    {
        NoteAssigned(partitions);
        using var list = PartitionList.Of(partitions);
        Check(Rd.IncrementalAssign(_client, list.Native), "incremental assign");
        _acknowledged = true;
    }

    public void IncrementalUnassign(IReadOnlyList<TopicPartition> partitions)
    {
        NoteUnassigned(partitions);
        using var list = PartitionList.Of(partitions);
        Check(Rd.IncrementalUnassign(_client, list.Native), "incremental unassign");
        _acknowledged = true;
    }

    public void Pause(IReadOnlyList<TopicPartition> partitions)
    {
        using var list = PartitionList.Of(partitions);
        Check(Rd.Pause(_client, list.Native), "pause");
        CheckEntries(list, "pause", 0);
    }

    public void Resume(IReadOnlyList<TopicPartition> partitions)
    {
        using var list = PartitionList.Of(partitions);
        Check(Rd.Resume(_client, list.Native), "resume");
        CheckEntries(list, "resume", 0);
    }

    public void Seek(TopicPartition partition, long offset)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            using var list = PartitionList.Of(partition, offset);
            Check(Rd.Seek(_client, list.Native, SeekTimeoutMs), $"seek of {partition} to {offset}");
            var code = list.FirstError(out _);
            if (code == RdCode.Ok)
                return;
            // Just assigned or being moved: the fetcher is not started yet.
            var starting = code is RdCode.State or RdCode.InProgress or RdCode.PreviousInProgress;
            if (!starting || Stopwatch.GetElapsedTime(started).TotalMilliseconds > SeekTimeoutMs)
                throw ClientErrors.From(code, _bootstrap, $"seek of {partition} to {offset}", SeekTimeoutMs);
            Pausing.Wait(RetryPauseMs);
        }
    }

    private void CheckEntries(PartitionList list, string operation, int timeoutMs)
    {
        var code = list.FirstError(out var where);
        if (code != RdCode.Ok)
            throw ClientErrors.From(code, _bootstrap, $"{operation} of {where}", timeoutMs);
    }
}
