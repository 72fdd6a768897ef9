using System.Buffers;
using System.Buffers.Binary;

namespace NbaPipeline.AvroSerdes;

/// <summary>Confluent's frame around an Avro body: one byte 0, the schema id in 4 bytes, big endian, the body.</summary>
public static class WireFormat
{
    /// <summary>The first byte of every frame.</summary>
    public const byte Magic = 0;

    /// <summary>Bytes before the body.</summary>
    public const int HeaderBytes = 1 + sizeof(int);

    /// <summary>Takes a frame apart; false if it is shorter than the header, has another first byte, or a negative id.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, out int schemaId, out ReadOnlySpan<byte> body)
    {
        if (frame.Length >= HeaderBytes && frame[0] == Magic)
        {
            schemaId = BinaryPrimitives.ReadInt32BigEndian(frame[1..]);
            body = frame[HeaderBytes..];
            return schemaId >= 0;
        }

        schemaId = -1;
        body = default;
        return false;
    }

    /// <summary>Writes the header; the body goes after it.</summary>
    public static void Write(IBufferWriter<byte> output, int schemaId)
    {
        var header = output.GetSpan(HeaderBytes);
        header[0] = Magic;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], schemaId);
        output.Advance(HeaderBytes);
    }

    /// <summary>Why <see cref="TryRead"/> said no, and at which byte.</summary>
    internal static (string Reason, int Offset) Explain(ReadOnlySpan<byte> frame)
    {
        if (frame.Length > 0 && frame[0] != Magic)
        {
            return (FormattableString.Invariant($"the first byte is 0x{frame[0]:x2}, a framed Avro value starts with 0x00"), 0);
        }

        return frame.Length < HeaderBytes
            ? (FormattableString.Invariant($"the value has {frame.Length} bytes, the header alone has {HeaderBytes}"), frame.Length)
            : (FormattableString.Invariant($"the schema id {BinaryPrimitives.ReadInt32BigEndian(frame[1..])} is negative"), 1);
    }
}
