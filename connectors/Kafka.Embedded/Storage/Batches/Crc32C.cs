using System.Numerics;
using System.Runtime.InteropServices;

namespace NbaPipeline.Kafka.Embedded.Storage;

/// <summary>CRC-32C (Castagnoli) by the processor's instruction, eight bytes a step.</summary>
internal static class Crc32C
{
    /// <summary>The running value before the first byte.</summary>
    public const uint Seed = uint.MaxValue;

    public static uint Compute(ReadOnlySpan<byte> bytes) => Finish(Append(Seed, bytes));

    /// <summary>Continues the running value over more bytes.</summary>
    public static uint Append(uint running, ReadOnlySpan<byte> bytes)
    {
        // The instruction takes the lowest byte first, which is memory order only on little-endian processors: the others go byte by byte.
        if (BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(bytes);
            foreach (var word in words)
            {
                running = BitOperations.Crc32C(running, word);
            }
            bytes = bytes[(words.Length * sizeof(ulong))..];
        }
        foreach (var value in bytes)
        {
            running = BitOperations.Crc32C(running, value);
        }
        return running;
    }

    public static uint Finish(uint running) => ~running;
}
