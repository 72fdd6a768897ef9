using NbaPipeline.Kafka.Embedded.Protocol;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

/// <summary>Reads what a log plans, as a fetch would.</summary>
internal static class Plans
{
    public static byte[] Bytes(this ReadPlan plan)
    {
        plan.Error.ShouldBe(ErrorCode.None);
        var bytes = new byte[plan.LengthBytes];
        var at = 0;
        foreach (var region in plan.Regions)
        {
            at += region.Read(0, bytes.AsSpan(at, region.LengthBytes));
        }
        at.ShouldBe(bytes.Length);
        return bytes;
    }

    public static List<StoredBatch> Batches(this ReadPlan plan) => Split(plan.Bytes());

    public static List<StoredBatch> ReadAll(this PartitionLog log, bool readCommitted = false, int maxBytes = 1 << 20)
    {
        List<StoredBatch> all = [];
        for (var offset = log.LogStart; ; )
        {
            using var plan = log.Read(offset, maxBytes, readCommitted, atLeastOneBatch: true);
            var batches = plan.Batches();
            if (batches.Count == 0)
            {
                return all;
            }
            all.AddRange(batches);
            offset = plan.NextOffset;
            offset.ShouldBe(batches[^1].Header.LastOffset + 1);
        }
    }

    private static List<StoredBatch> Split(byte[] bytes)
    {
        List<StoredBatch> batches = [];
        for (var at = 0; at < bytes.Length; )
        {
            var header = new BatchHeader(bytes.AsSpan(at));
            var batch = bytes.AsSpan(at, (int)header.SizeBytes).ToArray();
            Crc32C.Compute(batch.AsSpan(BatchLayout.Attributes)).ShouldBe(header.Crc);
            batches.Add(new StoredBatch(header, batch));
            at += batch.Length;
        }
        return batches;
    }
}
