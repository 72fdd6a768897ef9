using System.Text;

namespace NbaPipeline.Kafka.Embedded.Protocol;

internal sealed partial class ProtocolWriter
{
    /// <summary>Bytes as they are, without a length.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Claim(bytes.Length));

    /// <exception cref="InvalidOperationException">A string that is not compact is longer than 32 767 bytes.</exception>
    public void WriteString(string text, bool flexible)
    {
        ArgumentNullException.ThrowIfNull(text);
        WriteNullableString(text, flexible);
    }

    /// <inheritdoc cref="WriteString"/>
    public void WriteNullableString(string? text, bool flexible)
    {
        if (text is null)
        {
            WriteStringLength(-1, flexible);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        WriteStringLength(length, flexible);
        Encoding.UTF8.GetBytes(text, Claim(length));
    }

    public void WriteBytes(byte[] bytes, bool flexible)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        WriteNullableBytes(bytes, flexible);
    }

    public void WriteNullableBytes(byte[]? bytes, bool flexible)
    {
        WriteBytesLength(bytes?.Length ?? -1, flexible);
        WriteRaw(bytes);
    }

    /// <summary>Record batches, null where <paramref name="records"/> is.</summary>
    public void WriteRecords(ReadOnlyMemory<byte>? records, bool flexible)
    {
        WriteBytesLength(records?.Length ?? -1, flexible);
        WriteRaw(records.GetValueOrDefault().Span);
    }

    /// <summary>The length before bytes or records that are written or streamed next; -1 is null.</summary>
    public void WriteBytesLength(int length, bool flexible)
    {
        if (flexible)
        {
            WriteUnsignedVarint((uint)(length + 1));
            return;
        }

        WriteInt32(length);
    }

    private void WriteStringLength(int length, bool flexible)
    {
        if (flexible)
        {
            WriteUnsignedVarint((uint)(length + 1));
            return;
        }

        if (length > short.MaxValue)
        {
            throw new InvalidOperationException($"a string of {length} bytes does not fit the 16-bit length of this version");
        }

        WriteInt16((short)length);
    }
}
