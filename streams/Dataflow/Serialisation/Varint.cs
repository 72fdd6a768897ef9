using System.Buffers;

namespace NbaPipeline.Dataflow.Serialisation;

/// <summary>Zigzag variable-length integers, 1 to 10 bytes.</summary>
internal static class Varint
{
    public static void Write(IBufferWriter<byte> output, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var span = output.GetSpan(10);
        var length = 0;
        while (rest >= 0x80)
        {
            span[length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }
        span[length++] = (byte)rest;
        output.Advance(length);
    }

    /// <summary>Reads one and moves <paramref name="data"/> past it.</summary>
    public static long Read(ref ReadOnlySpan<byte> data)
    {
        ulong value = 0;
        for (var i = 0; i < data.Length && i < 10; i++)
        {
            value |= (ulong)(data[i] & 0x7f) << (7 * i);
            if ((data[i] & 0x80) == 0)
            {
                data = data[(i + 1)..];
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }
        throw new FormatException($"A variable-length integer is cut off ({data.Length} bytes left).");
    }
}
