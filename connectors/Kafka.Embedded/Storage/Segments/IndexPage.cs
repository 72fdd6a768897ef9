using System.Buffers.Binary;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>
/// A page of an <c>.idx</c> file: up to 255 entries, their number, and a CRC-32C over the rest with the page's number, so that one page can be read and trusted without the others.
/// </summary>
internal static class IndexPage
{
    public const int SizeBytes = 4096;
    public const int Entries = SizeBytes / IndexEntry.SizeBytes - 1;

    private const int CountAt = Entries * IndexEntry.SizeBytes;
    private const int NumberAt = CountAt + 4;
    private const int CrcAt = SizeBytes - 4;

    public static void Write(Span<byte> page, int number, SegmentIndex source)
    {
        page.Clear();
        var first = number * Entries;
        var count = Math.Min(Entries, source.Count - first);
        for (var i = 0; i < count; i++)
        {
            source.TryGet(first + i, out var entry);
            var at = page[(i * IndexEntry.SizeBytes)..];
            BinaryPrimitives.WriteUInt32BigEndian(at, entry.RelativeOffset);
            BinaryPrimitives.WriteUInt32BigEndian(at[4..], entry.Position);
            BinaryPrimitives.WriteInt64BigEndian(at[8..], entry.LargestTimestamp);
        }
        BinaryPrimitives.WriteInt32BigEndian(page[CountAt..], count);
        BinaryPrimitives.WriteInt32BigEndian(page[NumberAt..], number);
        BinaryPrimitives.WriteUInt32BigEndian(page[CrcAt..], Crc32C.Compute(page[..CrcAt]));
    }

    public static bool IsIntact(ReadOnlySpan<byte> page, int number) =>
        BinaryPrimitives.ReadInt32BigEndian(page[NumberAt..]) == number
        && BinaryPrimitives.ReadUInt32BigEndian(page[CrcAt..]) == Crc32C.Compute(page[..CrcAt]);

    public static int Count(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadInt32BigEndian(page[CountAt..]);

    public static IndexEntry Get(ReadOnlySpan<byte> page, int at)
    {
        page = page.Slice(at * IndexEntry.SizeBytes, IndexEntry.SizeBytes);
        return new IndexEntry(
            BinaryPrimitives.ReadUInt32BigEndian(page),
            BinaryPrimitives.ReadUInt32BigEndian(page[4..]),
            BinaryPrimitives.ReadInt64BigEndian(page[8..])
        );
    }
}
