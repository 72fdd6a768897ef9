using System.Security.Cryptography;
using System.Text;

namespace NbaPipeline.Sources;

/// <summary>
/// Tells whether two runs see the same input: SHA-256 over the format version, the chosen seasons, and name and bytes of every file read.
/// Files that are not read do not count, so a note put beside the data changes nothing.
/// </summary>
internal static class Fingerprint
{
    // Raised when the same files amount to other records: another time rule, another column set, another order.
    private const int Version = 1;

    public static string Of(IInputFiles files, IReadOnlyList<TableFile> tables, IReadOnlyList<string> seasons)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, FormattableString.Invariant($"version {Version}"));
        Append(hash, string.Join(',', seasons.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var table in tables)
        {
            Append(hash, table.Name);
            try
            {
                using var stream = files.OpenRead(table.Path);
                SHA256.HashData(stream, digest);
                hash.AppendData(digest);
            }
            catch (IOException)
            {
                Append(hash, "cannot be read"); // the loader says so with file and row; a readable file is another input
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]); // ends the text, so that no two lists of names run together into one
    }
}
