using System.Buffers.Binary;

namespace NbaPipeline.Materialiser.Tables;

/// <summary>Confluent's frame: a zero byte, the schema id in four bytes (big-endian), the Avro body.</summary>
internal static class Frame
{
    private const int HeaderBytes = 5;

    public static bool TrySplit(ReadOnlySpan<byte> value, out int schemaId, out ReadOnlySpan<byte> body)
    {
        if (value.Length < HeaderBytes || value[0] != 0)
        {
            schemaId = 0;
            body = default;
            return false;
        }

        schemaId = BinaryPrimitives.ReadInt32BigEndian(value[1..]);
        body = value[HeaderBytes..];
        return true;
    }
}
