using System.Security.Cryptography;
using System.Text;

namespace NbaPipeline.Kafka.Embedded.Network;

/// <summary>The SASL mechanism PLAIN (RFC 4616): <c>authzid NUL user NUL password</c>.</summary>
internal static class SaslPlain
{
    public const string Mechanism = "PLAIN";

    /// <summary>Whether the token names one of the users with its password. An authorisation id, if given, must be the user itself.</summary>
    public static bool Accepts(ReadOnlySpan<byte> token, IDictionary<string, string> users)
    {
        var first = token.IndexOf((byte)0);
        var second = first < 0 ? -1 : token[(first + 1)..].IndexOf((byte)0);
        if (second < 0)
        {
            return false;
        }
        var authorisation = token[..first];
        var user = token.Slice(first + 1, second);
        var password = token[(first + second + 2)..];
        if (authorisation.Length > 0 && !authorisation.SequenceEqual(user))
        {
            return false;
        }
        var known = users.TryGetValue(Encoding.UTF8.GetString(user), out var expected);
        // An unknown user takes as long as a wrong password.
        var same = CryptographicOperations.FixedTimeEquals(password, Encoding.UTF8.GetBytes(expected ?? ""));
        return known && same;
    }
}
