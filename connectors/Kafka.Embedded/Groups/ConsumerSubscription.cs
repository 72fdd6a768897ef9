using System.Buffers.Binary;
using System.Text;

namespace NbaPipeline.Kafka.Embedded.Groups;

/// <summary>Reads the topics out of a consumer's join metadata: <c>int16 version, int32 count, strings</c> (spec section 12.8).</summary>
internal static class ConsumerSubscription
{
    /// <summary>The protocol type of groups whose metadata has this form.</summary>
    public const string ProtocolType = "consumer";

    private const int Head = sizeof(short) + sizeof(int);

    /// <summary>Null when the bytes are no subscription: they come from a client and nothing vouches for them.</summary>
    public static HashSet<string>? Topics(ReadOnlySpan<byte> metadata)
    {
        if (metadata.Length < Head || BinaryPrimitives.ReadInt16BigEndian(metadata) < 0)
        {
            return null;
        }

        int count = BinaryPrimitives.ReadInt32BigEndian(metadata[sizeof(short)..]);
        ReadOnlySpan<byte> rest = metadata[Head..];
        if (count < 0 || count > rest.Length / sizeof(short))
        {
            return null;
        }

        HashSet<string> topics = new(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            int length = rest.Length < sizeof(short) ? -1 : BinaryPrimitives.ReadInt16BigEndian(rest);
            if (length < 0 || length > rest.Length - sizeof(short))
            {
                return null;
            }

            topics.Add(Encoding.UTF8.GetString(rest.Slice(sizeof(short), length)));
            rest = rest[(sizeof(short) + length)..];
        }

        return topics;
    }
}
