using System.Buffers.Binary;

namespace NbaPipeline.Dataflow;

/// <summary>The partitioner of Kafka's Java clients, so that both sides put a key on the same partition.</summary>
public static class Murmur2
{
    private const uint Seed = 0x9747b28c;
    private const uint M = 0x5bd1e995;

    /// <summary>The partition of a key: hash without its sign bit, modulo the number of partitions.</summary>
    public static int Partition(ReadOnlySpan<byte> key, int partitions) => (int)((Hash(key) & 0x7fffffff) % (uint)partitions);

    internal static uint Hash(ReadOnlySpan<byte> key)
    {
        var hash = Seed ^ (uint)key.Length;
        var rest = key;
        while (rest.Length >= 4)
        {
            var k = BinaryPrimitives.ReadUInt32LittleEndian(rest) * M;
            k ^= k >> 24;
            hash = (hash * M) ^ (k * M);
            rest = rest[4..];
        }
        for (var i = rest.Length - 1; i >= 0; i--)
        {
            hash ^= (uint)rest[i] << (8 * i);
        }
        if (rest.Length > 0)
        {
            hash *= M;
        }
        hash ^= hash >> 13;
        hash *= M;
        return hash ^ (hash >> 15);
    }
}
