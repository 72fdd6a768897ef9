using System.Text;

namespace NbaPipeline.Kafka.Embedded.Protocol;

internal partial struct ProtocolReader
{
    public string ReadString(bool flexible)
    {
        var text = ReadNullableString(flexible);
        if (text is null)
        {
            ThrowInvalid("string", "is null");
        }

        return text;
    }

    public string? ReadNullableString(bool flexible)
    {
        var length = flexible ? ReadCompactLength("compact string") : ReadInt16();
        CheckLength("string", length);
        return length < 0 ? null : Encoding.UTF8.GetString(Take(length, "string"));
    }

    /// <summary>Bytes, copied out of the frame.</summary>
    public byte[] ReadBytes(bool flexible)
    {
        var bytes = ReadNullableBytes(flexible);
        if (bytes is null)
        {
            ThrowInvalid("bytes", "are null");
        }

        return bytes;
    }

    /// <inheritdoc cref="ReadBytes"/>
    public byte[]? ReadNullableBytes(bool flexible)
    {
        var length = flexible ? ReadCompactLength("compact bytes") : ReadInt32();
        CheckLength("bytes", length);
        return length < 0 ? null : Take(length, "bytes").ToArray();
    }

    /// <summary>Record batches as a slice of the frame, which the broker rewrites in place.</summary>
    public Memory<byte>? ReadRecords(bool flexible)
    {
        var length = flexible ? ReadCompactLength("compact records") : ReadInt32();
        CheckLength("records", length);
        if (length < 0)
        {
            return null;
        }

        Take(length, "records");
        return _frame.Slice(_position - length, length);
    }

    /// <summary>A compact length: one more than the length, 0 for null.</summary>
    /// <returns>-1 for null.</returns>
    private int ReadCompactLength(string kind)
    {
        var plusOne = ReadUnsignedVarint();
        if (plusOne > int.MaxValue)
        {
            ThrowInvalid(kind, $"has length {plusOne - 1L}");
        }

        return (int)plusOne - 1;
    }

    private readonly void CheckLength(string kind, int length)
    {
        if (length < -1)
        {
            ThrowInvalid(kind, $"has length {length}");
        }
    }
}
