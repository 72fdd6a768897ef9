using System.Text;

namespace NbaPipeline.Avro;

public ref partial struct AvroReader
{
    /// <summary>UTF-8 that raises an error for malformed text instead of replacing it.</summary>
    internal static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes as they lie in the data; copy them before the data goes.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadLength("bytes value"));

    public string ReadString()
    {
        var start = _position;
        var bytes = Take(ReadLength("string"));
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Error("a string is not valid UTF-8", start);
        }
    }

    /// <summary>A string's UTF-8 bytes as they lie in the data, not checked.</summary>
    public ReadOnlySpan<byte> ReadStringUtf8() => Take(ReadLength("string"));

    public void SkipBytes() => Take(ReadLength("bytes value"));

    private int ReadLength(string what)
    {
        var start = _position;
        var length = ReadLong();
        if ((ulong)length > (ulong)(_data.Length - _position))
        {
            throw Error($"the length {length} of a {what} is not possible: {Remaining} bytes are left", start);
        }

        return (int)length;
    }
}
