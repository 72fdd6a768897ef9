using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Tests.Storage;

/// <summary>Makes record batches as a client would send them.</summary>
internal sealed record TestBatch
{
    public IReadOnlyList<TestRecord> Records { get; init; } = [];

    public long ProducerId { get; init; } = -1;

    public short Epoch { get; init; } = -1;

    public int Sequence { get; init; } = -1;

    public bool IsTransactional { get; init; }

    public short ExtraAttributes { get; init; }

    public static TestBatch Of(params string[] values) =>
        new() { Records = [.. values.Select((v, i) => new TestRecord("key", v, 1000 + i))] };

    public static TestBatch At(params long[] timestamps) =>
        new() { Records = [.. timestamps.Select((t, i) => new TestRecord("key", $"value {i}", t))] };

    public TestBatch From(long producerId, short epoch, int sequence, bool transactional = false) =>
        this with
        {
            ProducerId = producerId,
            Epoch = epoch,
            Sequence = sequence,
            IsTransactional = transactional,
        };

    public byte[] Encode()
    {
        var records = new ArrayBufferWriter<byte>();
        var baseTimestamp = Records.Count == 0 ? 0 : Records[0].TimestampMs;
        for (var i = 0; i < Records.Count; i++)
        {
            Write(records, Records[i], Records[i].TimestampMs - baseTimestamp, i);
        }
        var batch = new byte[BatchLayout.Records + records.WrittenCount];
        BinaryPrimitives.WriteInt64BigEndian(batch, 4711);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(BatchLayout.Length), batch.Length - BatchLayout.LengthOverhead);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(BatchLayout.LeaderEpoch), -1);
        batch[BatchLayout.Magic] = 2;
        var attributes = (short)(ExtraAttributes | (IsTransactional ? BatchLayout.TransactionalBit : (short)0));
        BinaryPrimitives.WriteInt16BigEndian(batch.AsSpan(BatchLayout.Attributes), attributes);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(BatchLayout.LastOffsetDelta), Records.Count - 1);
        BinaryPrimitives.WriteInt64BigEndian(batch.AsSpan(BatchLayout.BaseTimestamp), baseTimestamp);
        BinaryPrimitives.WriteInt64BigEndian(
            batch.AsSpan(BatchLayout.MaxTimestamp),
            Records.Select(r => r.TimestampMs).DefaultIfEmpty(-1).Max()
        );
        BinaryPrimitives.WriteInt64BigEndian(batch.AsSpan(BatchLayout.ProducerId), ProducerId);
        BinaryPrimitives.WriteInt16BigEndian(batch.AsSpan(BatchLayout.ProducerEpoch), Epoch);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(BatchLayout.BaseSequence), Sequence);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(BatchLayout.Count), Records.Count);
        records.WrittenSpan.CopyTo(batch.AsSpan(BatchLayout.Records));
        BatchEdit.SetCrc(batch);
        return batch;
    }

    private static void Write(ArrayBufferWriter<byte> target, TestRecord record, long timestampDelta, int offsetDelta)
    {
        var body = new ArrayBufferWriter<byte>();
        body.Write<byte>([0]);
        Varint(body, timestampDelta);
        Varint(body, offsetDelta);
        Bytes(body, record.Key);
        Bytes(body, record.Value);
        Varint(body, record.Header is null ? 0 : 1);
        if (record.Header is not null)
        {
            Bytes(body, record.Header);
            Bytes(body, null);
        }
        Varint(target, body.WrittenCount);
        target.Write(body.WrittenSpan);
    }

    private static void Bytes(ArrayBufferWriter<byte> target, string? text)
    {
        Varint(target, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        target.Write(Encoding.UTF8.GetBytes(text ?? ""));
    }

    private static void Varint(ArrayBufferWriter<byte> target, long value)
    {
        var raw = (ulong)((value << 1) ^ (value >> 63));
        while (raw >= 0x80)
        {
            target.Write<byte>([(byte)(raw | 0x80)]);
            raw >>= 7;
        }
        target.Write<byte>([(byte)raw]);
    }
}
