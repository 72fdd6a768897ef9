using System.Buffers;
using System.Buffers.Binary;
using NbaPipeline.Avro;

namespace NbaPipeline.Materialiser.Tests;

/// <summary>Framed values, written field by field.</summary>
internal static class AvroBytes
{
    public delegate void WriteFields(ref AvroWriter writer);

    public static byte[] Frame(int schemaId, WriteFields write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(5)[1..], schemaId);
        buffer.GetSpan(5)[0] = 0;
        buffer.Advance(5);
        var writer = new AvroWriter(buffer);
        write(ref writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
