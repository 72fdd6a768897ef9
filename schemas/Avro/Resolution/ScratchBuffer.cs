using System.Buffers;

namespace NbaPipeline.Avro;

/// <summary>One reusable buffer per thread.</summary>
internal static class ScratchBuffer
{
    /// <summary>Bytes; a larger one is not kept.</summary>
    private const int MaxKept = 1024 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? Spare;

    public static ArrayBufferWriter<byte> Rent()
    {
        var buffer = Spare ?? new ArrayBufferWriter<byte>();
        Spare = null;
        return buffer;
    }

    public static void Return(ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity <= MaxKept)
        {
            buffer.ResetWrittenCount();
            Spare = buffer;
        }
    }
}
