using System.Buffers.Binary;
using System.Text;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Transactions;

/// <summary>Record batches with one record, made and read byte by byte (spec section 7.1), independent of the broker's own code.</summary>
internal static class TestBatch
{
    private const int HeaderBytes = 61;

    public static byte[] Make(string value, long producerId, short epoch, int sequence, bool isTransactional)
    {
        byte[] text = Encoding.ASCII.GetBytes(value);
        byte[] record = [0, 0, 0, 1, .. Varint(text.Length), .. text, 0];
        byte[] batch = new byte[HeaderBytes + 1 + record.Length];
        record.CopyTo(batch, HeaderBytes + 1);
        batch[HeaderBytes] = Varint(record.Length)[0];
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(8), batch.Length - 12);
        batch[16] = 2;
        BinaryPrimitives.WriteInt16BigEndian(batch.AsSpan(21), (short)(isTransactional ? 0x10 : 0));
        BinaryPrimitives.WriteInt64BigEndian(batch.AsSpan(43), producerId);
        BinaryPrimitives.WriteInt16BigEndian(batch.AsSpan(51), epoch);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(53), sequence);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(57), 1);
        BinaryPrimitives.WriteUInt32BigEndian(batch.AsSpan(17), Crc32C.Compute(batch.AsSpan(21)));
        return batch;
    }

    /// <summary>The values that a read-committed consumer sees from the start of the log.</summary>
    public static List<string> ReadCommitted(PartitionLog log)
    {
        using ReadPlan plan = log.Read(log.LogStart, int.MaxValue, readCommitted: true, atLeastOneBatch: true);
        plan.Error.ShouldBe(Embedded.Protocol.ErrorCode.None);
        var bytes = new List<byte>();
        foreach (FileRegion region in plan.Regions)
        {
            byte[] part = new byte[region.LengthBytes];
            region.Read(0, part).ShouldBe(part.Length);
            bytes.AddRange(part);
        }

        return Committed([.. bytes], [.. plan.Aborted!.OrderBy(aborted => aborted.FirstOffset)]);
    }

    /// <summary>As clients do it: an entry of the list makes its producer's batches invisible from its first offset to the abort marker.</summary>
    private static List<string> Committed(byte[] bytes, List<AbortedTransaction> aborted)
    {
        var values = new List<string>();
        var aborting = new HashSet<long>();
        for (int at = 0; at < bytes.Length; at += 12 + BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 8)))
        {
            ReadOnlySpan<byte> batch = bytes.AsSpan(at);
            long producerId = BinaryPrimitives.ReadInt64BigEndian(batch[43..]);
            while (aborted.Count > 0 && aborted[0].FirstOffset <= BinaryPrimitives.ReadInt64BigEndian(batch))
            {
                aborting.Add(aborted[0].ProducerId);
                aborted.RemoveAt(0);
            }

            bool isControl = (BinaryPrimitives.ReadInt16BigEndian(batch[21..]) & 0x20) != 0;
            if (isControl)
            {
                aborting.Remove(producerId);
            }
            else if (!aborting.Contains(producerId))
            {
                values.Add(Value(batch[HeaderBytes..]));
            }
        }

        return values;
    }

    /// <summary>Lengths here are below 64, so each varint is one byte.</summary>
    private static string Value(ReadOnlySpan<byte> record) => Encoding.ASCII.GetString(record.Slice(6, record[5] / 2));

    private static byte[] Varint(int value) => [(byte)(value * 2)];
}
