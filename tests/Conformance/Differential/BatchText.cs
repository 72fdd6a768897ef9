using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace NbaPipeline.Conformance.Tests.Differential;

/// <summary>Reads fetched record batches into lines that can be compared: one per batch and one per record.</summary>
internal static class BatchText
{
    private const int HeaderBytes = 61;

    /// <summary>The whole batches, each with the offset after it.</summary>
    public static IEnumerable<(long EndOffset, ReadOnlyMemory<byte> Batch)> Split(ReadOnlyMemory<byte> records)
    {
        while (records.Length >= HeaderBytes)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(records.Span[8..]) + 12;
            if (length > records.Length)
            {
                break; // a broker may end in the middle of a batch
            }
            var end = BinaryPrimitives.ReadInt64BigEndian(records.Span) + BinaryPrimitives.ReadInt32BigEndian(records.Span[23..]) + 1;
            yield return (end, records[..length]);
            records = records[length..];
        }
    }

    /// <summary>
    /// What a consumer makes of a fetched partition: batches of transactions that the answer calls aborted are marked as such. A superfluous
    /// entry of that list changes nothing, a missing one shows.
    /// </summary>
    public static IEnumerable<string> Read(
        ReadOnlyMemory<byte> records,
        IEnumerable<(long ProducerId, long FirstOffset)> aborted,
        Names names
    )
    {
        var waiting = aborted.OrderBy(each => each.FirstOffset).ToList();
        var dropped = new HashSet<long>();
        foreach (var (end, batch) in Split(records))
        {
            var producer = BinaryPrimitives.ReadInt64BigEndian(batch.Span[43..]);
            var attributes = BinaryPrimitives.ReadInt16BigEndian(batch.Span[21..]);
            dropped.UnionWith(waiting.Where(each => each.FirstOffset < end).Select(each => each.ProducerId));
            waiting.RemoveAll(each => each.FirstOffset < end);
            var isDropped = (attributes & 0x30) == 0x10 && dropped.Contains(producer);
            foreach (var line in ReadBatch(batch, names))
            {
                yield return isDropped ? $"{line} (aborted)" : line;
            }
            if ((attributes & 0x20) != 0)
            {
                dropped.Remove(producer);
            }
        }
    }

    private static List<string> ReadBatch(ReadOnlyMemory<byte> bytes, Names names)
    {
        var batch = bytes.Span;
        var offset = BinaryPrimitives.ReadInt64BigEndian(batch);
        var attributes = BinaryPrimitives.ReadInt16BigEndian(batch[21..]);
        var first = BinaryPrimitives.ReadInt64BigEndian(batch[27..]);
        var appendTime = (attributes & 8) != 0;
        var producer = names.Producer(BinaryPrimitives.ReadInt64BigEndian(batch[43..]));
        var lines = new List<string>
        {
            string.Create(
                CultureInfo.InvariantCulture,
                $"batch {offset}+{BinaryPrimitives.ReadInt32BigEndian(batch[23..])} leader epoch {BinaryPrimitives.ReadInt32BigEndian(batch[12..])} magic {batch[16]} attributes {attributes:x} producer {producer}/{BinaryPrimitives.ReadInt16BigEndian(batch[51..])}/{BinaryPrimitives.ReadInt32BigEndian(batch[53..])}{(Intact(batch) ? "" : " WRONG CHECKSUM")}"
            ),
        };
        var control = (attributes & 0x20) != 0;
        var count = BinaryPrimitives.ReadInt32BigEndian(batch[57..]);
        var cursor = new Cursor(bytes[HeaderBytes..]);
        for (var i = 0; i < count; i++)
        {
            lines.Add(cursor.Record(offset, control || appendTime ? null : first, control));
        }
        return lines;
    }

    private static bool Intact(ReadOnlySpan<byte> batch)
    {
        var crc = uint.MaxValue;
        foreach (var each in batch[21..])
        {
            crc = BitOperations.Crc32C(crc, each);
        }
        return ~crc == BinaryPrimitives.ReadUInt32BigEndian(batch[17..]);
    }

    private sealed class Cursor(ReadOnlyMemory<byte> bytes)
    {
        private int _at;

        /// <summary>Its time is left out where the broker's clock decides it.</summary>
        public string Record(long baseOffset, long? first, bool control)
        {
            Number();
            _at++;
            var time = Number();
            var offset = baseOffset + Number();
            string key = Bytes(control),
                value = Bytes(control);
            var headers = new StringBuilder();
            for (var left = Number(); left > 0; left--)
            {
                headers.Append(CultureInfo.InvariantCulture, $" {Bytes(false)}={Bytes(false)}");
            }
            var at = first is null ? "-" : (first + time)?.ToString(CultureInfo.InvariantCulture);
            return string.Create(CultureInfo.InvariantCulture, $"  {offset} @{at} {key}: {value}{headers}");
        }

        private string Bytes(bool asHex)
        {
            var length = (int)Number();
            if (length < 0)
            {
                return "null";
            }
            var span = bytes.Span.Slice(_at, length);
            _at += length;
            return asHex ? Convert.ToHexString(span) : Encoding.UTF8.GetString(span);
        }

        private long Number()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var next = bytes.Span[_at++];
                value |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80)
                {
                    return (long)(value >> 1) ^ -(long)(value & 1);
                }
            }
        }
    }
}
