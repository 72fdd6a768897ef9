using System.Text;

namespace NbaPipeline.Avro;

public ref partial struct AvroWriter
{
    private const int MaxUtf8PerChar = 3;

    /// <summary>Up to so many chars the length surely takes one byte (a zigzag varint below 64).</summary>
    private const int ShortString = 63 / MaxUtf8PerChar;

    /// <exception cref="AvroException">The text is not valid UTF-16 (a lone surrogate).</exception>
    public void WriteString(ReadOnlySpan<char> value)
    {
        try
        {
            if (value.Length <= ShortString)
            {
                var room = Room(1 + (value.Length * MaxUtf8PerChar));
                var count = AvroReader.StrictUtf8.GetBytes(value, room[1..]);
                room[0] = (byte)(count << 1);
                _used += count + 1;
                return;
            }

            var length = AvroReader.StrictUtf8.GetByteCount(value);
            WriteLong(length);
            var target = Room(length);
            _used += AvroReader.StrictUtf8.GetBytes(value, target);
        }
        catch (EncoderFallbackException)
        {
            throw new AvroException("a string is not valid UTF-16: it has a lone surrogate");
        }
    }

    /// <summary>A string that is UTF-8 already; it is not checked.</summary>
    public void WriteStringUtf8(ReadOnlySpan<byte> value) => WriteBytes(value);
}
