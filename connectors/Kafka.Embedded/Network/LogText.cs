using System.Buffers.Binary;
using System.Text;

namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>Makes what clients send fit for a log line (spec section 18).</summary>
internal static class LogText
{
    private const int MaxLength = 100;

    /// <summary>At most 100 characters, those that are not printable ASCII replaced by a dot.</summary>
    public static string Escape(string text) =>
        string.Create(
            Math.Min(text.Length, MaxLength),
            text,
            static (target, source) =>
            {
                for (var i = 0; i < target.Length; i++)
                {
                    target[i] = source[i] is >= ' ' and <= '~' ? source[i] : '.';
                }
            }
        );

    /// <summary>The four bytes of a frame length as a client of another protocol may have meant them, or what they most likely are.</summary>
    public static string Printable(int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        if (bytes.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0)
        {
            return $"'{Encoding.ASCII.GetString(bytes)}': a client of another protocol, such as HTTP";
        }
        return bytes[0] == 0x16 && bytes[1] == 0x03 ? "a TLS client; this broker speaks plaintext" : "not a Kafka client, or a broken one";
    }
}
