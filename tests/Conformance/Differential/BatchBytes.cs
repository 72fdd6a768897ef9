using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>Writes record batches of format 2 (spec section 7.1), right or wrong in one respect. Shares no code with the broker.</summary>
internal static class BatchBytes
{
    private const int HeaderBytes = 61;
    private const int ChecksummedFrom = 21;

    public static byte[] Build(BatchSpec spec)
    {
        if (spec.Fault == BatchFault.Empty)
        {
            return [];
        }
        var first = spec.Records[0].TimestampMs;
        var payload = new List<byte>();
        for (var i = 0; i < spec.Records.Count; i++)
        {
            AddRecord(payload, spec.Records[i], i, first, spec.Fault == BatchFault.RecordLength && i == 0 ? 1 : 0);
        }
        var batch = new byte[HeaderBytes + payload.Count];
        payload.CopyTo(batch, HeaderBytes);
        WriteHeader(batch, spec, first);
        BinaryPrimitives.WriteUInt32BigEndian(batch.AsSpan(17), Checksum(batch.AsSpan(ChecksummedFrom)));
        if (spec.Fault == BatchFault.Checksum)
        {
            batch[^1] ^= 1;
        }
        return spec.Fault switch
        {
            BatchFault.Truncated => batch[..^10],
            BatchFault.Twice => [.. batch, .. batch],
            _ => batch,
        };
    }

    private static void WriteHeader(Span<byte> batch, BatchSpec spec, long first)
    {
        var attributes = (spec.Transactional ? 0x10 : 0) | (spec.Fault == BatchFault.Control ? 0x20 : 0);
        var count = spec.Records.Count + (spec.Fault == BatchFault.Count ? 1 : 0);
        BinaryPrimitives.WriteInt32BigEndian(batch[8..], batch.Length - 12);
        BinaryPrimitives.WriteInt32BigEndian(batch[12..], -1);
        batch[16] = (byte)(spec.Fault == BatchFault.Magic ? 1 : 2);
        BinaryPrimitives.WriteInt16BigEndian(batch[21..], (short)attributes);
        BinaryPrimitives.WriteInt32BigEndian(batch[23..], spec.Records.Count - 1 + (spec.Fault == BatchFault.LastOffset ? 3 : 0));
        BinaryPrimitives.WriteInt64BigEndian(batch[27..], first);
        BinaryPrimitives.WriteInt64BigEndian(batch[35..], spec.Records.Max(record => record.TimestampMs));
        BinaryPrimitives.WriteInt64BigEndian(batch[43..], spec.ProducerId);
        BinaryPrimitives.WriteInt16BigEndian(batch[51..], spec.Epoch);
        BinaryPrimitives.WriteInt32BigEndian(batch[53..], spec.Sequence);
        BinaryPrimitives.WriteInt32BigEndian(batch[57..], count);
    }

    private static void AddRecord(List<byte> to, RecordSpec record, int delta, long first, int surplus)
    {
        List<byte> body = [0];
        AddVarint(body, record.TimestampMs - first);
        AddVarint(body, delta);
        AddText(body, record.Key);
        AddText(body, record.Value);
        AddVarint(body, record.WithHeader ? 1 : 0);
        if (record.WithHeader)
        {
            AddText(body, "h");
            AddText(body, record.Key);
        }
        AddVarint(to, body.Count + surplus);
        to.AddRange(body);
    }

    private static void AddText(List<byte> to, string? text)
    {
        AddVarint(to, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        to.AddRange(Encoding.UTF8.GetBytes(text ?? ""));
    }

    private static void AddVarint(List<byte> to, long value)
    {
        var left = (ulong)((value << 1) ^ (value >> 63));
        while (left >= 0x80)
        {
            to.Add((byte)(left | 0x80));
            left >>= 7;
        }
        to.Add((byte)left);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var each in bytes)
        {
            crc = BitOperations.Crc32C(crc, each);
        }
        return ~crc;
    }
}
