using System.Buffers.Binary;
using NbaPipeline.Kafka.Embedded.Storage;

namespace NbaPipeline.Kafka.Embedded.Control;

/// <summary>
/// Framing of one record: <c>uint32 length, uint32 crc32c of (sequence, length, type, body), byte type, body</c>; length counts type and body.
/// The sequence is implied by the place in the log and inside the checksum, so that a block of an older file that a power failure brings back
/// is refused. A length below 2 is the end: a zero-filled tail has length 0, and the checksum of nothing is 0.
/// </summary>
internal static class ControlRecord
{
    public const int HeaderBytes = 8;

    private const int LeastLength = 2;

    public static void Write(ControlWriter writer, ControlEntry entry, long sequence)
    {
        int start = writer.Length;
        writer.Int64(0); // length and checksum
        writer.Byte((byte)entry.Type);
        ControlEntryCodec.WriteBody(writer, entry);
        int length = writer.Length - start - HeaderBytes;
        writer.Patch(start, (uint)length);
        writer.Patch(start + 4, Checksum(sequence, (uint)length, writer.Slice(start + HeaderBytes, length)));
    }

    /// <summary>Whether a whole and undamaged record with this sequence begins at the start of <paramref name="bytes"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long sequence, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (bytes.Length < HeaderBytes + LeastLength)
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (length < LeastLength || length > bytes.Length - HeaderBytes)
        {
            return false;
        }

        payload = bytes.Slice(HeaderBytes, (int)length);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) == Checksum(sequence, length, payload);
    }

    private static uint Checksum(long sequence, uint length, ReadOnlySpan<byte> payload)
    {
        Span<byte> place = stackalloc byte[12];
        BinaryPrimitives.WriteInt64BigEndian(place, sequence);
        BinaryPrimitives.WriteUInt32BigEndian(place[8..], length);
        return Crc32C.Finish(Crc32C.Append(Crc32C.Append(Crc32C.Seed, place), payload));
    }
}
