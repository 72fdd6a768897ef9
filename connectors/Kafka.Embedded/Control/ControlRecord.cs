using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

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
        uint crc = BitOperations.Crc32C(uint.MaxValue, (ulong)sequence);
        return ~Crc32C(BitOperations.Crc32C(crc, length), payload);
    }

    /// <summary>Continues a running CRC-32C over <paramref name="bytes"/>.</summary>
    public static uint Crc32C(uint crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (byte value in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }
}
